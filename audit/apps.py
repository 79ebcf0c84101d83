from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Oversight")
    default = True

    def ready(self) -> None:
        from audit import checks, signature  # noqa: F401 -- checks register
        from audit.triggers import lifecycle

        signature.provide_to_connection()
        lifecycle.watch(self)
