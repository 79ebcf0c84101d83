"""The code and the PIN: guessed by nobody, and no way to shut a family out."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from registry.models import Attempt
from registry.services import attempts
from tests import world
from tests.intake.pages import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(tehran, kaveh, evin):
    return world.registered(world.prisoner(evin, custody_status="convicted"), kaveh)


def without_token(response):
    text = re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return response.status_code, re.sub(r'value="[^"]*"', "", text)


def test_a_wrong_code_a_wrong_pin_and_nonsense_answer_alike(client, receipt):
    answers = [
        sign_in(client, receipt, pin="000000"),
        sign_in(client, receipt, code="7KQ2M8X4PD3"),
        sign_in(client, receipt, code="nonsense"),
    ]

    assert len({without_token(answer) for answer in answers}) == 1
    assert answers[0].status_code == 422
    assert sign_in(client, receipt).status_code == 302


def test_after_five_wrong_pins_even_the_right_one_is_not_heard(client, receipt):
    for _ in range(attempts.WRONG_PINS):
        wrong = sign_in(client, receipt, pin="000000")

    barred = sign_in(Client(), receipt)
    assert without_token(barred) == without_token(wrong)

    Attempt.objects.update(window_began_at=timezone.now() - attempts.WINDOW)
    assert sign_in(client, receipt).status_code == 302


def test_nor_from_many_addresses_on_phones_that_never_signed_in(receipt):
    for number in range(attempts.WRONG_PINS_FROM_ANYWHERE):
        wrong = sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), receipt, pin="000000")

    barred = sign_in(Client(REMOTE_ADDR="10.9.9.9"), receipt)

    assert without_token(barred) == without_token(wrong)


def test_fifteen_wrong_pins_are_heard_from_everywhere_and_not_one_more(receipt):
    """1,440 a day, of a million: as many as the house has reckoned with."""
    for number in range(14):
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), receipt, pin="000000")
    assert sign_in(Client(REMOTE_ADDR="10.0.1.1"), receipt).status_code == 302

    sign_in(Client(REMOTE_ADDR="10.0.0.15"), receipt, pin="000000")

    assert sign_in(Client(REMOTE_ADDR="10.0.1.2"), receipt).status_code == 422


def test_five_wrong_pins_are_heard_from_one_address_and_not_one_more(receipt):
    for _ in range(4):
        sign_in(Client(), receipt, pin="000000")
    assert sign_in(Client(), receipt).status_code == 302

    sign_in(Client(), receipt, pin="000000")

    assert sign_in(Client(), receipt).status_code == 422


def test_whoever_knows_the_code_does_not_shut_the_family_out_of_its_own_phone(client, receipt):
    assert sign_in(client, receipt).status_code == 302
    client.post("/f/sign-out/")
    stranger = Client()

    for _ in range(attempts.WRONG_PINS_FROM_ANYWHERE):
        sign_in(stranger, receipt, pin="000000")

    assert sign_in(stranger, receipt).status_code == 422
    assert sign_in(client, receipt).status_code == 302


def test_the_familys_own_phone_may_be_wrong_five_times_too(client, receipt):
    sign_in(client, receipt)
    for _ in range(attempts.WRONG_PINS):
        sign_in(client, receipt, pin="000000")

    assert sign_in(client, receipt).status_code == 422


def test_a_neighbour_who_mistypes_shuts_nobody_out_behind_the_same_address(client, receipt):
    for number in range(40):
        client.post("/f/", {"code": f"wrong {number}", "pin": "1"})

    assert sign_in(client, receipt).status_code == 302


def test_the_mark_of_a_known_phone_opens_nothing_and_cannot_be_made_up(client, receipt):
    sign_in(client, receipt)
    mark = client.cookies["known-file"]
    assert (mark["httponly"], receipt.tracking_code in mark.value) == (True, False)

    thief = Client()
    thief.cookies["known-file"] = mark.value
    assert thief.get("/f/file/").headers["Location"] == "/f/"
    forger = Client()
    forger.cookies["known-file"] = mark.value[:-1] + "x"
    for _ in range(attempts.WRONG_PINS_FROM_ANYWHERE):
        sign_in(Client(), receipt, pin="000000")
    assert sign_in(forger, receipt).status_code == 422
