"""One machine, no set-up: SQLite beside the code, answering to this machine only."""

import os
import secrets
from pathlib import Path

from config.settings.base import *

VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))
VAR_DIR.mkdir(mode=0o700, exist_ok=True)
STATIC_ROOT = VAR_DIR / "static"
FILES_DIR = VAR_DIR


def kept(name: str, size: int) -> str:
    """A key of this installation, made on the first start and readable to its owner alone."""
    path = VAR_DIR / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key := secrets.token_hex(size))
    return key


def sqlite(name: str, *, synchronous: str = "FULL") -> dict[str, object]:
    """A file of its own.  FULL: what was acknowledged is on the disk, come what may."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / name,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous};",
        },
    }


SECRET_KEY = kept("secret_key", 32)
FIELD_KEYS = {"a": kept("field_key", 32)}
INDEX_KEY = kept("index_key", 32)
PSEUDONYM_KEY = kept("pseudonym_key", 32)

PORT = int(os.environ.get("PORT", "8000"))
PUBLIC_URL = f"http://127.0.0.1:{PORT}"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
MIDDLEWARE = ["config.middleware.LoopbackOnly", *MIDDLEWARE]

PASSWORD_HASHERS = ["config.hashers.Argon2OnOneMachine", *PASSWORD_HASHERS[1:]]

MAY_HOLD_A_DEMO = True

DATABASES = {
    "default": sqlite("registry.sqlite3"),
    "published": sqlite("published.sqlite3"),
    "window": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{VAR_DIR / 'published.sqlite3'}?mode=ro",
        "OPTIONS": {"uri": True, "timeout": 20},
        "TEST": {"MIRROR": "published"},
    },
    # Counters may be lost with the power; nobody's file may.
    "budget": sqlite("budget.sqlite3", synchronous="NORMAL"),
}
