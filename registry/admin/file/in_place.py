"""Steps whose few questions are asked in the file itself: which of them stands open."""

from typing import Any

from django.http import HttpRequest

from permissions.access import access_of
from registry.admin.steps.buttons import Button, key_of
from registry.admin.steps.step import Opened, Step, SteppingAdmin, opened
from registry.models import Family

PARTS = 3  # of a key: what kind of row, which row, which step


def asked_for(files: SteppingAdmin, request: HttpRequest, family: Family) -> Opened | None:
    """The step the address asks for, if this person may take it on a row of this file."""
    parts = request.GET.get("open", "").split("-", PARTS - 1)
    if len(parts) != PARTS or not parts[1].isdecimal():
        return None
    kind, key, name = parts
    for model, pages in files.admin_site._registry.items():
        if model._meta.model_name == kind and isinstance(pages, SteppingAdmin):
            row = row_of(model, int(key[:18]), request.user, family)
            step = next((each for each in pages.steps if each.name == name and each.short), None)
            if row is not None and step is not None and pages.may(request, step.action, row):
                return opened(row, step, blank(request, row, step))
    return None


def row_of(model: Any, key: int, user: Any, family: Family) -> Any:
    """The row, as one of this file that the person may see."""
    if model is Family:
        return family if key == family.pk else None
    if "family" not in {field.name for field in model._meta.concrete_fields}:
        return None
    rows = model._default_manager.filter(pk=key, family=family.pk).select_related("family")
    return access_of(model).narrow(rows, user, "view").first()


def blank(request: HttpRequest, row: Any, step: Step) -> Any:
    return step.form(None, row=row, user=request.user)


def next_opened(
    files: SteppingAdmin, request: HttpRequest, family: Family, next_step: Button | None
) -> Opened | None:
    """The next step has its questions ready, folded behind its button."""
    if next_step is None or not next_step.key:
        return None
    step = next(each for each in files.steps if next_step.key == key_of(family, each.name))
    return opened(family, step, blank(request, family, step), folded=True)
