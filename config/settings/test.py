"""The tests: the same house, with nothing slow and nothing kept."""

import os

from config.settings.base import *

SECRET_KEY = "only-for-tests-" + "0123456789" * 5
FIELD_KEYS = {"b": "b1" * 32, "a": "a0" * 32}
INDEX_KEY = "1d" * 32
PSEUDONYM_KEY = "9e" * 32
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PUBLIC_URL = "http://testserver"
APPLICATION_ROLE, API_ROLE = "hemayat_app", "hemayat_api"
LANGUAGE_CODE = "en"
MAY_HOLD_A_DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Nothing is collected for the tests, so there is nothing to compress or to name by its content.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def memory() -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }


def cluster(name: str, template: str | None = None) -> dict[str, object]:
    """A database of the cluster that the tests were given (tests/postgres.py)."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": os.environ.get("PGUSER", "postgres"),
        "HOST": os.environ["PGHOST"],
        "PORT": os.environ.get("PGPORT", ""),
        "TEST": {"TEMPLATE": template},
    }


if os.environ.get("TEST_DATABASE") == "postgresql":
    DATABASES = {  # made of what was migrated already (tests/houses.py)
        "default": cluster("hemayat", "hemayat_house"),
        "published": cluster("hemayat_published", "hemayat_house_published"),
    }
    mirrors = {
        alias: {**DATABASES["published"], "TEST": {"MIRROR": "published"}}
        for alias in ("window", "budget")
    }
    DATABASES |= mirrors
else:
    DATABASES = {
        "default": memory(),
        "published": memory(),
        "window": {**memory(), "TEST": {"MIRROR": "published"}},
        "budget": memory(),
    }
