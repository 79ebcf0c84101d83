"""What a family reads of its needs in its own file."""

import pytest

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
