"""The settings of a server process that a test starts: real files, or databases of its own."""

import os

from config.settings import test as settings
from config.settings.test import *  # noqa: F403 -- settings, as in config/settings

NAME = os.environ["SERVER_DATABASE"]


def file(name: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{NAME}_{name}.sqlite3",
        "OPTIONS": {
            "timeout": float(os.environ.get("SERVER_PATIENCE", "20")),
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


if os.environ.get("TEST_DATABASE") == "postgresql":
    # The published store is not asked in these tests.
    names = ("default", "published", "window", "budget")
    DATABASES = dict.fromkeys(names, settings.cluster(NAME))
else:
    DATABASES = {name: file(name) for name in ("default", "published", "window", "budget")}
