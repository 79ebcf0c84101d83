"""No page asks more as the register grows, and none asks much."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permissions.access import access_of
from tests import road, world
from tests.permissions.planting import Planted

pytestmark = pytest.mark.django_db
MOST = 15


def lists():
    return list(admin.site._registry)


@pytest.mark.parametrize("model", lists(), ids=lambda model: model.__name__)
def test_a_list_is_read_with_few_questions(client, tehran, evin, sara, laleh, model):
    Planted("Planted", tehran, evin, sara)
    for person in (sara, laleh):
        if not access_of(model).holds_somewhere(person, "view"):
            continue
        client.force_login(person)
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        client.get(reverse(name))

        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse(name))

        assert answer.status_code == 200
        assert len(asked) <= MOST, "\n".join(query["sql"][:170] for query in asked)


@pytest.mark.parametrize("stage", ["contacted", "identified", "verified", "assessed"])
def test_a_file_is_opened_with_few_questions(client, tehran, maryam, sara, stage):
    family, other = world.family(tehran), world.family(tehran)
    by = [sara, maryam] if stage in ("verified", "assessed") else [maryam]
    getattr(road, stage)(family, *by)
    for person in (maryam, sara):
        client.force_login(person)
        client.get(reverse("admin:registry_family_change", args=[other.pk]))
        address = reverse("admin:registry_family_change", args=[family.pk])
        for question in ("", f"?open=family-{family.pk}-verify"):
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(f"{address}{question}")

            assert answer.status_code == 200
            assert len(asked) <= MOST, "\n".join(query["sql"][:170] for query in asked)


def test_a_start_page_is_read_with_few_questions(client, tehran, shiraz, maryam, sara, laleh):
    for place in (tehran, shiraz):
        road.contacted(world.family(place), maryam)
    for person in (maryam, sara, laleh):
        client.force_login(person)
        client.get(reverse("admin:index"))

        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse("admin:index"))

        assert answer.status_code == 200
        assert len(asked) <= MOST, "\n".join(query["sql"][:170] for query in asked)


def test_the_page_of_a_member_is_opened_with_few_questions(client, tehran, hamid):
    member = world.family(tehran).members.get()
    client.force_login(hamid)
    client.get(reverse("admin:index"))

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("admin:registry_member_change", args=[member.pk]))

    assert len(asked) <= MOST, "\n".join(query["sql"][:170] for query in asked)


def test_the_past_of_a_file_is_read_with_few_questions(client, tehran, laleh):
    family = world.family(tehran)
    client.force_login(laleh)
    address = reverse("admin:registry_family_history", args=[family.pk])
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    assert len(asked) <= MOST
