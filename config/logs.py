"""A log for operators: what happened and where in the code, and nothing about any person."""

import json
import logging
import re
import traceback
from collections.abc import ItemsView
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

# Links that open an account or a registration, to the end of the line: somebody who types his
# own may put spaces into it, and it opens all the same.
SECRET_PLACES = re.compile(r"/(a|r|f)/.+", re.DOTALL)
QUERIES = re.compile(r"\?\S*")
ADDRESSES = re.compile(r"\S+@\S+")
LONG_NUMBERS = re.compile(r"[0-9۰-۹٠-٩]{8,}")


def scrubbed(text: str) -> str:
    """Text without links of families, query strings, mail addresses and long numbers."""
    text = SECRET_PLACES.sub(r"/\1/…", text)
    text = QUERIES.sub("", text)
    return LONG_NUMBERS.sub("…", ADDRESSES.sub("…", text))


class Line(logging.Formatter):
    """One JSON object a line.

    An exception is told by its class and the lines of code it came through.  Its message is
    left out: databases put the values of the row into it.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrubbed(record.getMessage()),
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def places(trace: TracebackType | None) -> list[str]:
    """The innermost twelve places of a traceback."""
    frames = traceback.extract_tb(trace)[-12:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


class NothingPersonal(SafeExceptionReporterFilter):
    """Error reports show no posted value, no cookie and no local variable."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return {}.items()
