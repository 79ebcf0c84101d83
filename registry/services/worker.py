"""The worker's day: take what waits, take up what others left, throw away what is over."""

import logging
import os
import platform
import secrets
import time
from datetime import date, datetime, timedelta
from threading import Event, Thread

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from permissions.reach import everything
from registry.services.absence import mark_absent
from registry.services.freshness import ask_to_confirm
from registry.services.job_files import throw_away_what_is_over
from registry.services.jobs import WEATHER, workshop
from registry.services.rescue import beat, recover
from registry.tallies.recount import drift, fold, recount

logger = logging.getLogger(__name__)

BETWEEN_LOOKS = 1.0  # seconds
TICKETS_KEPT = timedelta(days=1)
TIDIES_EVERY = 600.0
QUIET = timedelta(hours=3)  # after midnight: when few people work


def name_of_this_process() -> str:
    return f"{platform.node()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


def work_off(name: str) -> None:
    """Do what waits now, job after job."""
    ready = DBTaskResult.objects.ready()
    # Looked at first: on SQLite, claiming takes the one lock that everybody writes under.
    while not workshop.stopping.is_set() and ready.all().exists():
        Worker(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=1,
            worker_id=name,
        ).run()


def tidy() -> None:
    """Tickets that were used, and files whose time is over."""
    used = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED, TaskResultStatus.RUNNING)
    old = timezone.now() - TICKETS_KEPT
    DBTaskResult.objects.filter(status__in=used, enqueued_at__lt=old).delete()
    throw_away_what_is_over()


def night_of(moment: datetime) -> date:
    """The day whose nightly work is over by then, or going on."""
    return timezone.localdate(moment - QUIET)


def count_again() -> None:
    """Every night what `manage.py recount` does: start pages stay quick, and right."""
    with everything("the counts are of the whole country"):
        # Compared first: to correct takes the lock that everybody writes under on SQLite.
        if drift():
            logger.warning("%d counts of the start pages were wrong and are corrected", recount())
        fold()


def nightly() -> None:
    """What is done once a day, while few people work."""
    count_again()
    ask_to_confirm()
    mark_absent()


def work_for_ever() -> None:
    """Until the process is told to stop.  A database that is away is waited for."""
    name, tidied, counted = name_of_this_process(), 0.0, night_of(timezone.now())
    while not workshop.stopping.is_set():
        close_old_connections()
        try:
            recover()
            work_off(name)
            if time.monotonic() - tidied > TIDIES_EVERY:
                tidy()
                tidied = time.monotonic()
            if night_of(timezone.now()) != counted:
                counted = night_of(timezone.now())
                nightly()
        except WEATHER as weather:
            logger.warning("the worker waits for the database: %s", type(weather).__name__)
            connections.close_all()
            workshop.stopping.wait(5 * BETWEEN_LOOKS)
        workshop.stopping.wait(BETWEEN_LOOKS)


class Pulse(Thread):
    """Tells every few seconds that the job at hand is alive, however long one of its steps is."""

    def __init__(self) -> None:
        super().__init__(name="pulse", daemon=True)
        self.over = Event()

    def run(self) -> None:
        while not self.over.wait(settings.JOB_LEASE.total_seconds() / 5):
            try:
                beat()
            except WEATHER:
                connections.close_all()  # the next beat tries again
