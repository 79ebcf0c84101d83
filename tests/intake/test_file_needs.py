"""What a family reads of its needs in its own file."""

import pytest

from registry.models import Need
from tests import world

pytestmark = pytest.mark.django_db


def test_a_declined_need_is_shown_with_its_reason(client, tehran, kaveh, evin):
    receipt = world.registered(world.prisoner(evin, custody_status="convicted"), kaveh)
    client.post("/f/", {"code": receipt.tracking_code, "pin": receipt.pin})
    need = receipt.family.needs.get(need_type__code="E02")
    need.reason = "Another office gives baskets."
    need.save()
    assert need.reason not in client.get("/f/file/").content.decode()

    need.status = "declined"
    need.save()

    assert need.reason in client.get("/f/file/").content.decode()


def test_a_need_the_assessment_found_is_told_of_once_it_is_declined(client, tehran, kaveh, evin):
    receipt = world.registered(world.prisoner(evin, custody_status="convicted"), kaveh)
    client.post("/f/", {"code": receipt.tracking_code, "pin": receipt.pin})
    needs = [
        world.need(
            receipt.family, code, origin="assessed", status="confirmed", reason=f"Why {code}"
        )
        for code in ("E06", "S09")
    ]
    Need.objects.filter(pk=needs[1].pk).update(sensitivity="restricted")
    assert "Why" not in client.get("/f/file/").content.decode()

    Need.objects.filter(pk__in=[need.pk for need in needs]).update(status="declined")

    text = client.get("/f/file/").content.decode()
    assert "Why E06" in text
    assert "Why S09" not in text


def test_what_would_name_a_harm_is_not_told_on_a_shared_phone(client, tehran, kaveh, evin):
    both = {"relation": "spouse", "income_reaches": False, "other_parent": True}
    prisoner = world.prisoner(evin, custody_status="convicted")
    receipt = world.registered(prisoner, kaveh, world.answers(prisoner=both))
    client.post("/f/", {"code": receipt.tracking_code, "pin": receipt.pin})

    needs = client.get("/f/file/").context["needs"]

    assert receipt.family.needs.filter(need_type__code="S12").exists()
    assert {need.need_type.code for need in needs} == {"E02", "S02"}
