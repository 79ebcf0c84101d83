from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PermissionsConfig(AppConfig):
    name = "permissions"
    verbose_name = _("Accounts")
    default = True

    def ready(self) -> None:
        from permissions import checks, connection, reach  # noqa: F401 -- checks register

        connection.install()
        reach.provide_to_connection()
        post_migrate.connect(guard_rows, dispatch_uid="permissions.guard_rows")


def guard_rows(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """After the tables, the policies on them (PostgreSQL)."""
    from permissions import carriers, rls

    if sender.label == "registry" and using == "default":
        connection = connections[using]
        if connection.vendor == "postgresql":
            carriers.install(connection)
            rls.install(connection)


class OfficeConfig(admin_apps.AdminConfig):
    """The one admin site of the house."""

    default = False
    default_site = "permissions.site.ScopedAdminSite"
