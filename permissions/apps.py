from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class PermissionsConfig(AppConfig):
    name = "permissions"
    verbose_name = _("Accounts")
    default = True

    def ready(self) -> None:
        from permissions import checks, connection, reach  # noqa: F401 -- checks register

        connection.install()
        reach.provide_to_connection()


class OfficeConfig(admin_apps.AdminConfig):
    """The one admin site of the house."""

    default = False
    default_site = "permissions.site.ScopedAdminSite"
