"""Production starts with everything it needs or not at all; the embedded default needs nothing."""

import pytest

from tests.house.deployment import ENVIRONMENT, ROOT, run

READ_SETTINGS = "from django.conf import settings; settings.INSTALLED_APPS; print('started')"


def start(settings="config.settings.production", code=READ_SETTINGS, **changes):
    return run("-c", code, settings=settings, **changes)


def test_production_starts_with_a_complete_environment():
    assert "started" in start()


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_production_refuses_to_start_and_names_what_is_missing(name):
    answer = start(**{name: None})

    assert "started" not in answer
    assert f"{name} is not set. It is " in answer


def test_all_that_is_missing_is_said_at_once():
    answer = start(SECRET_KEY=None, INDEX_KEY=None, PUBLIC_URL="http://hemayat.example")

    assert "SECRET_KEY is not set" in answer
    assert "INDEX_KEY is not set" in answer
    assert "PUBLIC_URL must look like" in answer


@pytest.mark.parametrize("name", ["SECRET_KEY", "APP_DATABASE_URL", "FIELD_KEYS", "SEAL_KEY_FILE"])
def test_a_value_may_stand_in_a_file(name, tmp_path):
    file = tmp_path / "value"
    file.write_text(f"{ENVIRONMENT[name]}\n", encoding="utf-8")

    assert "started" in start(**{name: None, f"{name}_FILE": str(file)})
    assert f"{name}_FILE names a file that cannot be read" in start(
        **{name: None, f"{name}_FILE": str(tmp_path / "nothing")}
    )


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("SECRET_KEY", "short", "at least 50"),
        ("ALLOWED_HOSTS", "*", "any name"),
        ("PUBLIC_URL", "https://hemayat.example/office?a=b", "must look like"),
        ("DATABASE_URL", "mysql://a:b@c/d", "must look like postgresql://"),
        ("APP_DATABASE_URL", "postgresql://app:x@host:port/registry", "port"),
        ("API_DATABASE_URL", "postgresql://127.0.0.1/published", "must look like postgresql://"),
        ("FIELD_KEYS", "a:1234", "hexadecimal"),
        ("FIELD_KEYS", f"a:{'0' * 64},a:{'1' * 64}", "different"),
        ("INDEX_KEY", "xyz", "hexadecimal"),
        ("PSEUDONYM_KEY", "00", "hexadecimal"),
        ("SEAL_KEY_FILE", "/nowhere/at/all", "existing file"),
        ("TRUSTED_PROXIES", "the proxy", "addresses or networks"),
        ("CACHE_URL", "memcached://127.0.0.1", "redis://"),
        ("EMAIL_URL", "mail.example", "smtp"),
        ("SMS_BACKEND", "no_such_module.Sender", "dotted name"),
        ("API_DATABASE_URL", "postgresql://api:x@127.0.0.1/registry", "a database of its own"),
        ("API_DATABASE_URL", "postgresql://app:x@127.0.0.1/published", "role must be another"),
        ("APP_DATABASE_URL", "postgresql://owner:x@127.0.0.1/registry", "own nothing"),
    ],
)
def test_a_malformed_value_is_named_with_what_it_should_be(name, value, complaint):
    answer = start(**{name: value})

    assert "started" not in answer
    assert name in answer
    assert complaint in answer


def test_a_complaint_repeats_no_secret():
    answer = start(SECRET_KEY="hunter2-hunter2", APP_DATABASE_URL="postgresql://app:hunter3@h:x/r")

    assert "hunter" not in answer.replace("hunter2-hunter2" * 2, "")


def test_pages_are_served_by_a_role_that_owns_nothing():
    read = "from django.conf import settings; print(settings.DATABASES['default']['USER'])"

    assert start(code=read).split() == ["0", "app"]


def test_the_api_is_served_by_a_role_of_its_own_and_reads_replicas():
    replicas = "postgresql://api:x@replica1:5433,primary:5432/published"
    read = (
        "from django.conf import settings as s;"
        "w, b = s.DATABASES['window'], s.DATABASES['budget'];"
        "print(w['USER'], w['HOST'], w['PORT'], w['OPTIONS']['target_session_attrs']);"
        "print(b['USER'], b['HOST'], b['OPTIONS']['target_session_attrs'])"
    )

    assert start(code=read, API_DATABASE_URL=replicas).splitlines()[1:] == [
        "api replica1,primary 5433,5432 prefer-standby",
        "api 127.0.0.1 read-write",
    ]


def test_cookies_of_production_are_bound_to_the_host_and_to_https():
    names = ("SESSION", "CSRF", "LANGUAGE")
    read = "from django.conf import settings as s;" + "".join(
        f"print(s.{name}_COOKIE_NAME, s.{name}_COOKIE_SECURE, s.{name}_COOKIE_HTTPONLY);"
        for name in names
    )

    lines = start(code=read).splitlines()[1:]

    assert len(lines) == 3
    assert all(line.startswith("__Host-") and line.endswith("True True") for line in lines)


def test_the_window_knows_no_registry():
    read = (
        "import django; django.setup(); from django.apps import apps;"
        "from django.conf import settings as s;"
        "print(sorted(s.DATABASES), [a.label for a in apps.get_app_configs()])"
    )

    answer = start(settings="config.settings.window", code=read)

    assert "['budget', 'default', 'window']" in answer
    assert "registry" not in answer
    assert "permissions" not in answer


def test_the_window_refuses_to_start_without_its_store():
    answer = start(settings="config.settings.window", API_DATABASE_URL=None)

    assert "API_DATABASE_URL is not set" in answer


def test_forgetting_to_choose_starts_nothing_that_others_could_reach():
    """The WSGI door asks for production, which refuses without its environment."""
    code = "import os; os.environ.clear();import config.wsgi"

    assert "SECRET_KEY is not set" in start(code=code)


def test_the_embedded_default_makes_its_own_keys_and_shows_them_to_nobody(tmp_path):
    """In a copy of the code, so that this clone's keys stay as they are."""
    (tmp_path / "config").symlink_to(ROOT / "config")
    code = (
        "import stat, pathlib, config.settings.base as b;"
        f"b.BASE_DIR = pathlib.Path({str(tmp_path)!r});"
        "import config.settings.embedded as e, importlib;"
        "keys = [e.SECRET_KEY, e.FIELD_KEYS['a'], e.INDEX_KEY, e.PSEUDONYM_KEY];"
        "importlib.reload(e);"
        "assert keys == [e.SECRET_KEY, e.FIELD_KEYS['a'], e.INDEX_KEY, e.PSEUDONYM_KEY];"
        "assert len(set(keys)) == 4;"
        "print(sorted(oct(stat.S_IMODE(f.stat().st_mode)) for f in e.VAR_DIR.iterdir()));"
        "print(e.ALLOWED_HOSTS, e.DEBUG)"
    )

    answer = start(settings="config.settings.embedded", code=code).splitlines()

    assert answer[1:] == [
        "['0o600', '0o600', '0o600', '0o600']",
        "['localhost', '127.0.0.1', '[::1]'] False",
    ]
