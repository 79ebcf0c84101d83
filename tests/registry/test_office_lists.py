"""Lists: search without words in the address, one spelling for all, days and money in words."""

import zlib
from datetime import date
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.signing import b64_decode
from django.urls import reverse
from django.utils import translation

from permissions.roles import Role
from permissions.search import SESSION_KEY
from registry.form_fields import DayField, MomentField, TomanField
from registry.models import Association
from registry.services.membership import begin_membership
from tests import world

FAMILIES = reverse("admin:registry_family_changelist")


@pytest.fixture
def search(client, maryam):
    client.force_login(maryam)

    def for_(words, page=FAMILIES):
        return client.post(page, {"_search": words, "_filters": ""}, follow=True)

    return for_


@pytest.mark.parametrize("typed", ["علي رضا", "عليرضا", "علی‌رضا", "علیرضا كريمي"])
def test_a_name_is_found_however_it_is_typed(search, tehran, typed):
    world.family(tehran, contact_name="علی‌رضا کریمی")
    world.family(tehran, contact_name="زهرا احمدی")

    text = search(typed).content.decode()

    assert "علی‌رضا کریمی" in text
    assert "زهرا احمدی" not in text


def test_a_code_is_found_in_persian_digits(search, tehran):
    family = world.family(tehran)

    assert family.contact_name in search("۱۴۰۵").content.decode()


def test_the_words_never_stand_in_an_address(search, tehran):
    world.family(tehran, contact_name="زهرا احمدی")

    answer = search("زهرا")

    addresses = [unquote(address) for address, _status in answer.redirect_chain]
    assert addresses
    assert not any("زهرا" in address for address in addresses)
    assert 'value="زهرا"' in answer.content.decode()


def test_nothing_found_is_said(search, tehran):
    world.family(tehran)

    assert "Nothing matches" in search("nobody of this name").content.decode()


def test_an_association_is_found_with_arabic_letters(search, tehran):
    Association.objects.filter(pk=tehran.pk).update(name_fa="انجمن کیش")

    page = reverse("admin:registry_association_changelist")
    answer = search("كيش", page)

    assert [row.pk for row in answer.context["cl"].result_list] == [tehran.pk]


@pytest.mark.parametrize("typed", ["1405/2/9", "۱۴۰۵/۰۲/۰۹", "2026-04-29"])
def test_a_day_is_typed_in_either_calendar(typed):
    assert DayField().clean(typed) == date(2026, 4, 29)


def test_a_day_is_shown_in_the_calendar_of_the_page():
    with translation.override("fa"):
        assert DayField().prepare_value(date(2026, 4, 29)) == "۱۴۰۵/۰۲/۰۹"
    with translation.override("en"):
        assert DayField().prepare_value(date(2026, 4, 29)) == "2026-04-29"


def test_a_moment_goes_through_the_form_unchanged():
    moment = MomentField().clean("۱۴۰۵/۲/۹ ۱۴:۳۰")

    assert MomentField().clean(MomentField().prepare_value(moment)) == moment
    with pytest.raises(ValidationError, match="not a time of day"):
        MomentField().clean("1405/2/9 25:99")


def test_money_is_typed_in_tomans_and_kept_in_rials():
    assert TomanField().clean("۱٬۲۵۰٬۰۰۰") == 12_500_000
    assert TomanField().prepare_value(12_500_000) == "1,250,000"
    with pytest.raises(ValidationError):
        TomanField().clean("much")


def test_a_number_finds_a_family_only_where_numbers_may_be_read(search, tehran, shiraz, maryam):
    begin_membership(user=maryam, role=Role.FINANCE_OFFICER, place=shiraz)
    here = world.family(tehran, phone="09121234567", contact_name="Zahra Karimi")
    there = world.family(shiraz, phone="09127654321", contact_name="Mahin Sadeghi")

    assert here.contact_name in search("09121234567").content.decode()
    assert there.contact_name in search("Mahin").content.decode()
    assert there.contact_name not in search("09127654321").content.decode()


@pytest.mark.parametrize("impossible", ["9" * 30, "1,99999999999999999999"])
def test_an_address_with_an_impossible_number_finds_nothing_and_breaks_nothing(
    client, tehran, maryam, impossible
):
    family = world.family(tehran)
    client.force_login(maryam)

    wrong = client.get(FAMILIES, {"pk__in": impossible})
    right = client.get(FAMILIES, {"pk__in": str(family.pk)})

    # SQLite cannot hold the number, so the address is a wrong one; PostgreSQL finds no such row.
    assert wrong.headers.get("Location") == f"{FAMILIES}?e=1" or wrong.status_code == 200
    assert family.contact_name not in wrong.content.decode()
    assert family.contact_name in right.content.decode()


def test_the_words_of_a_search_lie_nowhere_in_plain_text(search, client, tehran):
    world.family(tehran, contact_name="Zahra Unmistakable")

    assert "Zahra Unmistakable" in search("Unmistakable").content.decode()

    (kept,) = Session.objects.values_list("session_data", flat=True)
    body = kept.rsplit(":", 2)[0]
    plain = (
        zlib.decompress(b64_decode(body[1:].encode()))
        if body[0] == "."
        else b64_decode(body.encode())
    )
    assert b"Unmistakable" not in plain
    assert client.session[SESSION_KEY].popitem()[1] == "Unmistakable"


def test_a_session_whose_key_is_gone_opens_nothing(client, maryam, settings):
    client.force_login(maryam)
    assert client.get(FAMILIES).status_code == 200

    settings.FIELD_KEYS = {"another": "0" * 64}

    assert client.get(FAMILIES).status_code == 302
