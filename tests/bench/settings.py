"""The settings of the bench: a database that is kept, so that it is filled only once."""

import os
from pathlib import Path

from config.databases import PAGES
from config.settings import test as settings
from config.settings.test import *  # noqa: F403 -- settings, as in config/settings

POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
FOLDER = Path(os.environ.get("HEMAYAT_BENCH_DIR", settings.BASE_DIR / "var" / "bench"))
FAMILIES = int(os.environ.get("HEMAYAT_BENCH_FAMILIES", "20000"))
FOLDER.mkdir(parents=True, exist_ok=True)


def file(name: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / f"{name}-{FAMILIES}.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def cluster(name: str) -> dict[str, object]:
    """Pages are served as the application's role, behind row-level security."""
    role = os.environ.get("HEMAYAT_BENCH_ROLE", "hemayat_app")
    place = settings.cluster(f"{name}_{FAMILIES}")
    if not role:
        return place
    as_in_production = f"-c statement_timeout=5000 {PAGES}"
    options = {"assume_role": role, "options": as_in_production}
    return {**place, "OPTIONS": options, "CONN_MAX_AGE": None}


build = cluster if POSTGRESQL else file
DATABASES = {"default": build("registry"), "published": build("published")}
DATABASES |= {alias: {**DATABASES["published"]} for alias in ("window", "budget")}
