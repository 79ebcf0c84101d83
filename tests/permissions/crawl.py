"""Walks through every door of the office as one person, and reports what should not be there.

The doors are found, not listed: every address of every registered admin, every column as a
filter, every link as a preset or a forged choice, every action, form and inline.  A finding
is one sentence; no findings is what the scope promises.
"""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms import BaseForm, ModelChoiceField
from django.forms.formsets import BaseFormSet
from django.test import Client
from django.test.utils import ContextList
from django.urls import NoReverseMatch, reverse

from permissions.access import access_of
from tests.permissions.planting import Planted

NOWHERE = 987654321
PLAUSIBLE = ((forms.DateField, "2026-05-01"), (forms.DateTimeField, "2026-05-01 09:00"))


class Crawl:
    """`own` is the crawler's world, `foreign` the one that must stay invisible and untouched.

    `probing` asks every column of every list; which lookups a list takes does not depend on
    the person, so one walk of each kind of staff does it.
    """

    def __init__(
        self, client: Client, own: Planted, foreign: Planted, *, probing: bool = True
    ) -> None:
        self.client, self.own, self.foreign = client, own, foreign
        self.probing = probing
        self.findings: list[str] = []
        self.requests = 0
        self.own_values_seen = 0

    def run(self, models_to_crawl: list[type[models.Model]] | None = None) -> list[str]:
        before = self.fingerprint()
        for model, model_admin in admin.site._registry.items():
            if models_to_crawl is not None and model not in models_to_crawl:
                continue
            if model in self.foreign.rows:
                for door in (self.lists, self.searches, self.actions, self.adding, self.forging):
                    door(model, model_admin)
                self.addresses(model, model_admin)
        self.elsewhere()
        if (after := self.fingerprint()) != before:
            changed = {key for key in before if before[key] != after.get(key)}
            self.findings.append(f"rows of the other place were touched: {sorted(changed)}")
        return self.findings

    # What must hold of every answer

    def look(self, method: str, address: str, data: Any = None, *, echo: bool = False) -> Any:
        answer = getattr(self.client, method)(address, data or {})
        self.requests += 1
        where = f"{method.upper()} {address} {sorted(data) if data else ''}"
        if answer.status_code >= 500:
            self.findings.append(f"{answer.status_code} at {where}")
        body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode(errors="replace") + str(dict(answer.headers))
        if answer.status_code != 200:  # what the next page would tell
            text += "".join(map(str, answer.wsgi_request.session.get("_messages", "")))
        if not echo and self.foreign.mark in text:
            around = text.index(self.foreign.mark)
            self.findings.append(f"leak at {where}: …{text[max(0, around - 80) : around + 60]}…")
        self.own_values_seen += self.own.mark in text
        return answer

    def alike(self, method: str, address: str, pk: Any, data: Any = None) -> None:
        """A row of somebody else answers like one that never was, and tells nothing."""
        real = self.look(method, address.format(pk=pk), data)
        never = self.look(method, address.format(pk=NOWHERE), data, echo=True)
        told = [self.without_the_key(answer, key) for answer, key in ((real, pk), (never, NOWHERE))]
        if told[0] != told[1]:
            self.findings.append(f"{method.upper()} {address} tells that {pk} exists")

    def without_the_key(self, answer: Any, pk: Any) -> tuple[int, str]:
        body = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', "", answer.content.decode())
        body = re.sub(r'nonce="[^"]+"', "", body)
        told = body + answer.get("Location", "")
        # As a number of its own: a small key is a part of every other number of the page.
        return answer.status_code, re.sub(rf"\b{pk}\b", "KEY", told)

    # The doors

    def lists(self, model: type[models.Model], model_admin: Any) -> None:
        address = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
        self.look("get", address)
        for query in ("?all=&_facets=True", "?_popup=1&o=-1.-2", "?p=2&o=1.2.3", "?e=1"):
            self.look("get", address + query)
        for column in model._meta.concrete_fields if self.probing else ():
            for question in self.questions(column):
                self.finds_nothing(model, f"{address}?{question}")

    def questions(self, column: Any) -> Iterator[str]:
        """Whatever could be asked of a column in an address: a link by its key, a text in part."""
        value = getattr(self.foreign.row(column.model), column.attname)
        value = value if isinstance(value, (int, str)) else str(value)
        yield f"{column.name}{'' if column.is_relation else '__startswith'}={value}"

    def finds_nothing(self, model: type[models.Model], address: str) -> None:
        """A lookup is refused, or finds among the crawler's own rows only."""
        answer = self.look("get", address, echo=True)
        changelist = (answer.context or {}).get("cl") if answer.status_code == 200 else None
        if changelist is None:
            return
        pk = self.foreign.row(model).pk
        if any(row.pk == pk for row in changelist.result_list):
            self.findings.append(f"{address} lists a row of the other place")

    def searches(self, model: type[models.Model], model_admin: Any) -> None:
        address = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
        for words in (self.foreign.mark, str(self.foreign.row(model).pk)):
            answer = self.look("post", address, {"_search": words}, echo=True)
            if answer.status_code == 302:
                self.finds_nothing(model, answer["Location"])
        for column in model._meta.concrete_fields:
            if column.is_relation:
                source = {"app_label": "registry", "model_name": model._meta.model_name}
                source |= {"field_name": column.name, "term": self.foreign.mark[:4]}
                self.look("get", reverse("admin:autocomplete"), source)

    def actions(self, model: type[models.Model], model_admin: Any) -> None:
        address = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
        names = {"delete_selected", *(getattr(a, "__name__", a) for a in model_admin.actions or ())}
        for name in names:
            for across in ("0", "1"):
                chosen = {"action": name, "_selected_action": [self.foreign.row(model).pk]}
                self.look("post", address, chosen | {"select_across": across, "index": "0"})

    def adding(self, model: type[models.Model], model_admin: Any) -> None:
        address = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add")
        for column in model._meta.concrete_fields:
            if column.is_relation:
                pk = getattr(self.foreign.row(model), column.attname)
                self.look("get", f"{address}?{column.name}={pk}&_popup=1")
        self.forge(address)

    def forging(self, model: type[models.Model], model_admin: Any) -> None:
        """The crawler's own pages, sent back with choices and rows of the other place."""
        for address in self.addresses_of(model, model_admin, self.own):
            self.forge(address)

    def forge(self, address: str) -> None:
        page = self.look("get", address)
        if page.status_code != 200 or not page.context:
            return
        data: dict[str, Any] = {}
        for form in forms_in(page.context):
            data |= self.forged(form)
        for formset in formsets_in(page.context):
            data |= self.forged_rows(formset)
        self.look("post", address, data, echo=True)

    def forged(self, form: BaseForm) -> dict[str, Any]:
        data = {}
        for name, field in form.fields.items():
            value = form.get_initial_for_field(field, name)
            known = {*self.foreign.rows, *self.foreign.given}
            if isinstance(field, ModelChoiceField) and field.queryset.model in known:
                value = self.foreign.row(field.queryset.model).pk
            data[form.add_prefix(name)] = self.plausible(field) if value in (None, "") else value
        return data

    def plausible(self, field: Any) -> Any:
        """Something the field takes: a refusal must come from the scope, not from the shape."""
        for kind, value in PLAUSIBLE:
            if isinstance(field, kind):
                return value
        choices = [key for key, _label in getattr(field, "choices", ()) if key not in ("", None)]
        return choices[0] if choices else "7"

    def forged_rows(self, formset: BaseFormSet) -> dict[str, Any]:
        prefix, model = formset.prefix, formset.model
        if model not in self.foreign.rows:
            return {}
        data = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 1}
        data |= {f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
        data |= {f"{prefix}-0-{formset._pk_field.name}": self.foreign.row(model).pk}
        for name in formset.empty_form.fields:
            data.setdefault(f"{prefix}-0-{name}", "x")
        return data

    def addresses(self, model: type[models.Model], model_admin: Any) -> None:
        """Every page of a row of the other place, read and sent to."""
        for address in self.addresses_of(model, model_admin, self.foreign, key="{pk}"):
            self.alike("get", address, self.foreign.row(model).pk)
            self.alike("post", address, self.foreign.row(model).pk, {"_save": "1"})

    def addresses_of(
        self, model: type[models.Model], model_admin: Any, world: Planted, key: Any = None
    ) -> Iterator[str]:
        for pattern in model_admin.get_urls():
            wanted = pattern.pattern.converters
            if "object_id" not in wanted or not pattern.name:
                continue
            given = {name: self.parameter(name, model, world) for name in wanted}
            given["object_id"] = "0PK0" if key else world.row(model).pk
            try:
                address = reverse(f"admin:{pattern.name}", kwargs=given)
            except NoReverseMatch as gap:
                message = f"Teach the crawl how to open {pattern.name}: {gap}"
                raise LookupError(message) from gap
            yield address.replace("0PK0", str(key)) if key else address

    def parameter(self, name: str, model: type[models.Model], world: Planted) -> Any:
        if name == "history_id":
            return world.row(model).history.latest().history_id
        for other in world.rows:
            if name == f"{other._meta.model_name}_id":
                return world.row(other).pk
        return world.row(model).pk

    def elsewhere(self) -> None:
        """Doors that belong to no row: the start page, sections, shortcuts, other pages."""
        for address in self.common_addresses():
            self.look("get", address)
        for row in self.foreign.rows.values():
            kind = f"{row._meta.app_label}/{row._meta.model_name}"
            self.look("get", f"/admin/r/{kind}/{row.pk}/")

    def common_addresses(self) -> Iterator[str]:
        yield reverse("admin:index")
        yield reverse("admin:app_list", args=["registry"])
        for pattern in admin.site.get_urls():
            name = getattr(pattern, "name", None)
            if name and not pattern.pattern.regex.groups and name != "logout":
                yield reverse(f"admin:{name}")

    # What must not change

    def fingerprint(self) -> dict[str, Any]:
        """The rows of the other place and all that points at them, as their history counts them."""
        seen: dict[str, Any] = {}
        for model, row in self.foreign.rows.items():
            for place, path in access_of(model).paths.items():
                there = {path.lookup: self.foreign.place(place).pk}
                seen[f"{model.__name__} at the {place}"] = model._base_manager.filter(
                    **there
                ).count()
            seen[f"{model.__name__} values"] = model._base_manager.filter(pk=row.pk).values().get()
            seen[f"{model.__name__} past"] = model.history.filter(id=row.pk).count()
            for other in self.foreign.rows:
                for column in other._meta.concrete_fields:
                    if column.is_relation and column.related_model is model:
                        pointing = other._base_manager.filter(**{column.attname: row.pk}).count()
                        seen[f"{other.__name__}.{column.name} → {model.__name__}"] = pointing
        return seen


def forms_in(contexts: Any) -> Iterator[BaseForm]:
    """The forms a page was rendered with, each once."""
    seen: set[int] = set()
    # A page of a single template has its context bare.
    for context in contexts if isinstance(contexts, ContextList) else [contexts]:
        for layer in context.dicts:
            for value in layer.values():
                form = getattr(value, "form", value)
                if isinstance(form, BaseForm) and id(form) not in seen:
                    seen.add(id(form))
                    yield form


def formsets_in(context: Any) -> Iterator[BaseFormSet]:
    for inline in context.get("inline_admin_formsets") or ():
        yield inline.formset
