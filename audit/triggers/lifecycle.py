"""When the triggers come and go: with every migration."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from audit import triggers
from audit.triggers import sqlite


def step_aside(using: str, plan: list[Any], **kwargs: object) -> None:
    """SQLite alters a table by building it anew, and refuses to while triggers name it.

    Should the migration then fail, the triggers stay away until the next one succeeds;
    `manage.py check --database` and the readiness page say so.
    """
    if plan and connections[using].vendor == "sqlite":
        triggers.remove(using)


def come_back(using: str, **kwargs: object) -> None:
    """Restore what the migration took away, and follow what it changed in the tables."""
    triggers.install(using)


def watch(app: AppConfig) -> None:
    connection_created.connect(sqlite.fire_on_replace, dispatch_uid="audit.fire_on_replace")
    pre_migrate.connect(step_aside, sender=app, dispatch_uid="audit.step_aside")
    post_migrate.connect(come_back, sender=app, dispatch_uid="audit.come_back")
