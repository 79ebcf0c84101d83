"""The log tells operators where it went wrong and never whom it concerned."""

import json
import logging
import sys

import pytest
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from config.logs import Line, scrubbed


def written(record):
    return json.loads(Line().format(record))


def record(message, *args, error=None):
    return logging.LogRecord("django.request", logging.ERROR, "x.py", 1, message, args, error)


@pytest.mark.parametrize(
    "text",
    [
        "Not Found: /r/kJ3nq0fYw8sVt2Lx/",
        "Not Found: /r/0fYw8sVt2Lx kJ3nq0\nkJ3nq0/consent/",
        "Not Found: /f/1405-7KQ2M8/",
        "Bad request: /admin/registry/family/?q=%D9%85%D8%B1%DB%8C%D9%85",
        "Invalid number 0012345679 given",
        "شمارهٔ ۰۰۱۲۳۴۵۶۷۹ نادرست است",
        "Refused maryam@example.org",
    ],
)
def test_links_searches_numbers_and_addresses_are_left_out(text):
    line = written(record("%s", text))["message"]

    for secret in ("kJ3nq0", "7KQ2M8", "%D9", "0012345679", "۰۰۱۲۳۴۵۶۷۹", "maryam"):
        assert secret not in line
    assert "…" in line or "family/" in line


def test_what_an_operator_needs_is_left_in():
    assert (
        scrubbed("Not Found: /admin/registry/family/17/") == "Not Found: /admin/registry/family/17/"
    )


def test_an_exception_is_told_by_its_place_and_not_by_its_words():
    try:
        raise ValueError("Key (national_id)=(0012345679) already exists.")
    except ValueError:
        line = written(record("Internal Server Error: %s", "/admin/", error=sys.exc_info()))

    assert line["error"] == "ValueError"
    assert "test_logs.py" in line["where"][-1]
    assert "0012345679" not in json.dumps(line)


def test_an_error_report_shows_nothing_that_was_sent():
    request = RequestFactory().post("/", {"national_id": "0012345679"})
    request.COOKIES["session"] = "abcdef"
    local_secret = "0012345679"  # noqa: F841
    try:
        raise ValueError("wrong")
    except ValueError:
        report = ExceptionReporter(request, *sys.exc_info()).get_traceback_text()

    assert "0012345679" not in report
    assert "abcdef" not in report
