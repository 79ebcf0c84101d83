"""The worker, called by a test: it does what waits now; and the file that it made."""

import csv
from typing import Any
from unittest.mock import patch

from registry.services.worker import work_off


def work() -> None:
    """Between two jobs a worker drops its connections; a test's transaction lives in one."""
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        work_off("test")


def lines_of(answer: Any) -> list[list[str]]:
    """The rows of a file as it was handed out."""
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))
