"""What the record costs: a row without history, with it by signals, and as we write it."""

import time

import pytest
from django.db import transaction

from audit import triggers as written
from registry.models import Family
from tests import world

ROWS = 2000

pytestmark = [pytest.mark.bench, pytest.mark.django_db]


def seconds(work):
    started = time.perf_counter()
    with transaction.atomic():
        work()
    return (time.perf_counter() - started) / ROWS * 1e6


def saves(files):
    def work():
        for number, file in enumerate(files):
            file.contact_name = f"{number} {time.perf_counter()}"
            file.save()

    return work


def test_what_a_signed_record_costs(tehran, settings, capsys):
    files = [world.family(tehran, consents=False, members=0) for _ in range(ROWS)]

    seconds(saves(files))
    seconds(lambda: Family.objects.update(contact_name="once for all"))
    written.remove("default")
    seconds(saves(files))
    seconds(lambda: Family.objects.update(contact_name="once for all"))

    with capsys.disabled():
        pass
