"""The Persian catalogue is complete: nothing untranslated, nothing uncertain, nothing outdated."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FILE = Path("locale/fa/LC_MESSAGES/django.po")


def catalogue(root: Path) -> Catalog:
    with (root / FILE).open("rb") as file:
        return read_po(file)


def sentence(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple) else message.id)


def unfinished(held: Catalog) -> Iterator[str]:
    """Sentences without a translation, or with one that nobody has confirmed."""
    for message in held:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(texts)):
            yield sentence(message)


def collected() -> Catalog:
    """What `makemessages` finds in the code as it is now, in a copy that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True, text=True,
        )  # fmt: skip
        for path in filter(None, listed.stdout.split("\0")):
            if path.endswith((".py", ".html", ".txt", ".po", ".svg")) and (ROOT / path).exists():
                (copy / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / path, copy / path)
        (copy / FILE).parent.mkdir(parents=True, exist_ok=True)
        command = ["makemessages", "-l", "fa", "--no-location", "--no-obsolete", "--no-wrap", "-v0"]
        subprocess.run(
            [sys.executable, "manage.py", *command, "--settings", "config.settings.test"],
            cwd=copy, check=True,
        )  # fmt: skip
        return catalogue(copy)


def main() -> int:
    held = catalogue(ROOT)
    problems = [f"not translated, or fuzzy: {text}" for text in unfinished(held)]
    if shutil.which("xgettext"):
        now, before = ({sentence(each) for each in book} for book in (collected(), held))
        problems += [f"not in the catalogue: {text}" for text in sorted(now - before)]
        problems += [f"no longer in the code: {text}" for text in sorted(before - now)]
    else:
        problems.append("xgettext is missing; install Debian's gettext")
    print("\n".join(problems) or "The Persian catalogue is complete.")  # noqa: T201
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
