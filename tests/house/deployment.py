"""`manage.py check --deploy` under production's settings, with a made-up environment."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789abcdef" * 4
ENVIRONMENT = {
    "SECRET_KEY": "".join(chr(33 + number) for number in range(60)),
    "ALLOWED_HOSTS": "hemayat.example",
    "PUBLIC_URL": "https://hemayat.example",
    "DATABASE_URL": "postgresql://owner:secret@127.0.0.1:5432/registry",
    "APP_DATABASE_URL": "postgresql://app:secret@127.0.0.1:5432/registry",
    "API_DATABASE_URL": "postgresql://api:secret@127.0.0.1:5432/published",
    "FIELD_KEYS": f"b:{KEY},a:{KEY[::-1]}",
    "INDEX_KEY": KEY,
    "PSEUDONYM_KEY": KEY,
    "SEAL_KEY_FILE": str(ROOT / "pyproject.toml"),
}


def run(*command: str, settings: str = "config.settings.production", **changes: str | None) -> str:
    """The output of a Python process in that environment, with its exit code in front."""
    environment = {**ENVIRONMENT, **changes, "DJANGO_SETTINGS_MODULE": settings}
    clean = {name: value for name, value in environment.items() if value is not None}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONWARNINGS": "error", **clean},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return f"{done.returncode}\n{done.stdout}{done.stderr}"


if __name__ == "__main__":
    answer = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    print(answer.partition("\n")[2])  # noqa: T201
    sys.exit(int(answer.partition("\n")[0]))
