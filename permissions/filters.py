"""List filters that name and count nothing outside the user's rows."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from permissions.access import access_of, has_access

if TYPE_CHECKING:
    from permissions.admin import ScopedAdmin

MOST_CHOICES = 300


class VisibleRelatedFilter(admin.RelatedFieldListFilter):
    """The related rows the user may see, as many as a person can read."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[str, Any]]:
        related = field.remote_field.model
        if not has_access(related):
            return []
        rows = access_of(related).narrow(related._default_manager.all(), request.user, "view")
        return [(row.pk, str(row)) for row in rows[:MOST_CHOICES]]


def scoped_list_filter(model_admin: "ScopedAdmin", item: Any) -> Any:
    """Give a filter on a relation the scoped class; leave choices, booleans and our own as is."""
    if not isinstance(item, str):
        return item
    field = get_fields_from_path(model_admin.model, item)[-1]
    if isinstance(field, models.ForeignKey):
        return (item, VisibleRelatedFilter)
    if field.choices or isinstance(field, (models.BooleanField, models.DateField)):
        return item
    raise LookupError(f"{item} has no closed list of values, so it cannot be a filter.")


ListView = Callable[..., HttpResponse]


def tells_of_wrong_filters(view: ListView) -> ListView:
    """Answer for a list that is asked for by what it has no filter for."""

    @wraps(view)
    def asked(pages: admin.ModelAdmin, request: HttpRequest, *rest: Any) -> HttpResponse:
        try:
            return view(pages, request, *rest)
        except DisallowedModelAdminLookup:
            return no_such_filter(pages, request)

    return asked


def no_such_filter(pages: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Say what to do now; the same whether the name is that of a hidden column or of nothing."""
    address = reverse(f"admin:{pages.opts.app_label}_{pages.opts.model_name}_changelist")
    context = {
        **pages.admin_site.each_context(request),
        "opts": pages.opts,
        "title": _("This list has no such filter"),
        "list_name": capfirst(str(pages.opts.verbose_name_plural)),
        "list_url": address,
        # As Django leads back to a list: whole, and what is remembered of it stays.
        "whole_url": f"{address}?{ERROR_FLAG}=1",
    }
    return TemplateResponse(request, "admin/no_such_filter.html", context, status=400)
