"""The office: importing this package puts its pages into the one admin site."""

from django.contrib import admin

from registry.admin import association, catalogue, place, staff
from registry.admin.start_page import start_page

admin.site.start_page = start_page  # type: ignore[attr-defined]  # ours: permissions.site

__all__ = ["association", "catalogue", "place", "staff"]
