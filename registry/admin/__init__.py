"""The office: importing this package puts its pages into the one admin site."""

from django.contrib import admin

from registry.admin import (
    assessment,
    association,
    catalogue,
    custody,
    duplicate,
    exports,
    family,
    identification,
    invitation,
    job,
    member,
    membership,
    message,
    need,
    place,
    prisoner,
    referral,
    task,
)
from registry.admin.start.page import start_page

admin.site.start_page = start_page  # type: ignore[attr-defined]  # ours: permissions.site

__all__ = [
    "assessment",
    "association",
    "catalogue",
    "custody",
    "duplicate",
    "exports",
    "family",
    "identification",
    "invitation",
    "job",
    "member",
    "membership",
    "message",
    "need",
    "place",
    "prisoner",
    "referral",
    "task",
]
