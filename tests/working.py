"""The worker, called by a test: it does what waits now."""

from unittest.mock import patch

from registry.services.worker import work_off


def work() -> None:
    """Between two jobs a worker drops its connections; a test's transaction lives in one."""
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        work_off("test")
