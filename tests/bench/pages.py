"""The pages of one person: opened through Django's test client, timed and their queries counted."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from permissions.access import access_of
from permissions.cursors import seal
from permissions.paging import FORWARD, written
from permissions.reach import Reach, reaching
from registry.models import Family, Member
from registry.models.record import Named
from tests.bench.words import words

RUNS = 3  # the quickest counts: what others do on the machine only slows pages down
PATIENCE = 1_000
DEEP = 190
CHOICES = int(os.environ.get("HEMAYAT_BENCH_CHOICES", "12"))  # of one filter
LONG = bool(os.environ.get("HEMAYAT_BENCH_LONG"))  # the lists that grow with the families alone


@dataclass(frozen=True)
class Measured:
    """`ms`: what the page and its database worked; `clock`: what passed, others' work included."""

    kind: str
    name: str
    ms: float
    clock: float
    queries: int


def worked() -> float:
    """Milliseconds of processor time so far, here and in the database's process for us."""
    here = time.process_time() * 1000
    if connection.vendor != "postgresql":
        return here
    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return here + int(backend.read_text().split()[0]) / 1e6


class Visitor:
    """One person's browser."""

    def __init__(self, user: Any) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.force_login(user)
        self.asked = 0

    def count(self, execute, sql, params, many, context):
        self.asked += 1
        return execute(sql, params, many, context)

    def open(self, kind: str, name: str, address: str) -> tuple[Measured, Any]:
        found, answer = [], None
        for _ in range(RUNS):
            self.asked = 0
            before, started = worked(), time.perf_counter()
            with ExitStack() as counting:
                for alias in ("default", "published"):
                    counting.enter_context(connections[alias].execute_wrapper(self.count))
                answer = self.client.get(address)
            clock = (time.perf_counter() - started) * 1000
            found.append((worked() - before, clock))
            if clock > PATIENCE:
                break  # once is enough to know
        ms, clock = (min(each) for each in zip(*found, strict=True))
        return Measured(kind, name, ms, clock, self.asked), answer


def measured(user: Any) -> Iterator[Measured]:
    visitor = Visitor(user)
    yield visitor.open("start", "start page", reverse("admin:index"))[0]
    for model, page in admin.site._registry.items():
        if LONG and (issubclass(model, Named) or access_of(model).public):
            continue
        if access_of(model).holds_somewhere(user, "view"):
            yield from of_a_list(visitor, user, model, page)
    yield from of_a_file(visitor, user)


def of_a_list(visitor: Visitor, user: Any, model: Any, page: Any) -> Iterator[Measured]:
    name = model._meta.model_name
    address = reverse(f"admin:{model._meta.app_label}_{name}_changelist")
    first, answer = visitor.open("first page", name, address)
    yield first
    if answer.status_code != 200:
        return
    cl = answer.context["cl"]
    if cl.page.next:
        with reaching(Reach.of(user)):
            yield visitor.open("deep page", name, f"{address}?{PAGE_VAR}={far(cl)}")[0]
    for choice in choices(cl):
        yield visitor.open("filter", f"{name}{choice}", f"{address}{choice}")[0]
    if cl.search_fields:
        said_of_directories = ("frequent name", "code")  # they are read through whatever is typed
        few = issubclass(model, Named)
        for said, typed in words(user).items():
            if few and said not in said_of_directories:
                continue
            found = visitor.client.post(address, {"_search": typed, "_filters": ""})
            yield visitor.open("search", f"{name} {said}", found["Location"])[0]


def choices(cl: Any) -> Iterator[str]:
    """The first choices of each filter, whether it is ours or Django's."""
    for spec in cl.filter_specs:
        yield from [each["query_string"] for each in spec.choices(cl)][1 : CHOICES + 1]
    if panel := getattr(cl, "panel", None):
        for name, field in panel.filters.form.fields.items():
            values = [value for value, _label in getattr(field, "choices", ()) if value]
            yield from (f"?{name}={value}" for value in values[:CHOICES])


def far(cl: Any) -> str:
    """The word for the page after some thousand rows."""
    about = ",".join([cl.model._meta.label, *(f"{c.name}{c.descending:d}" for c in cl.order)])
    place = min(DEEP, cl.counted.number - 2)
    row = cl.queryset.prefetch_related(None)[place : place + 1][0]
    return seal([FORWARD, *written(cl.order, row)], about)


def of_a_file(visitor: Visitor, user: Any) -> Iterator[Measured]:
    with reaching(Reach.of(user)):
        family = Family.access.narrow(Family.objects.all(), user, "view").filter(status="assessed")
        family = family.first()
        member = Member.objects.filter(family=family).first() if family else None
    if family is None:
        return
    for name in ("change", "history"):
        kind = "file" if name == "change" else "history"
        if name == "history" and not Family.access.holds_somewhere(user, "read_history"):
            continue
        address = reverse(f"admin:registry_family_{name}", args=[family.pk])
        yield visitor.open(kind, f"family {name}", address)[0]
    address = reverse("admin:registry_member_change", args=[member.pk])
    yield visitor.open("file", "member change", address)[0]


def vendor() -> str:
    return connection.vendor
