"""Another language for the page that is being filled in: nothing typed is lost, nothing is sent."""

import re

import pytest
from django.test import Client

from registry.models import Attempt, Draft, Family, Message
from registry.services import attempts
from tests import world
from tests.intake import pages
from tests.intake.pages import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(tehran, kaveh, evin):
    return world.registered(world.prisoner(evin, custody_status="convicted"), kaveh)


@pytest.fixture
def zahra(phone, receipt):
    """The family's browser, signed in."""
    assert sign_in(phone, receipt).status_code == 302
    return phone


def turn(browser, address, language, typed):
    """Press the button of the other language over what is typed."""
    return browser.post(address, {**typed, "_language": language})


def shown(page, *names):
    return {name: page.context["form"][name].value() for name in names}


def speaks(page):
    return re.search(r'<html lang="(\w+)"', page.content.decode())[1]


@pytest.mark.parametrize(("language", "heading"), [("en", "Address"), ("fa", "نشانی")])
def test_what_is_typed_comes_back_in_the_other_language_unsent_and_not_found_fault_with(
    language, heading, client, token
):
    client.cookies["language"] = {"en": "fa", "fa": "en"}[language]
    typed = pages.home(phone="12", address="کوچه مهر", housing="rent")

    page = turn(client, f"/r/{token}/home/", language, typed)

    assert (page.status_code, speaks(page)) == (200, language)
    assert heading in page.content.decode()
    assert shown(page, "address", "housing", "county") == {
        name: typed[name] for name in ("address", "housing", "county")
    }
    assert 'class="field wrong"' not in page.content.decode()
    assert 'role="alert"' not in page.content.decode()
    assert not Draft.objects.exists()
    assert speaks(client.get(f"/r/{token}/home/")) == language


def test_boxes_and_choices_stay_ticked_and_what_was_kept_before_stays_as_it_was(phone, token):
    pages.walk(phone, token)
    before = pages.written(phone, token)

    needs = {"economic": ["E01", "E02"], "text": "und mehr"}
    turned = turn(phone, f"/r/{token}/needs/", "en", needs)
    prisoner = turn(phone, f"/r/{token}/prisoner/", "fa", {"income_reaches": "yes"})
    consent = turn(phone, f"/r/{token}/consent/", "en", {"messages": "on"})

    assert shown(turned, "economic", "text") == needs
    assert "Food basket" in turned.content.decode()
    assert shown(prisoner, "income_reaches", "other_parent") == {
        "income_reaches": "yes",
        "other_parent": False,
    }
    assert shown(consent, "messages", "case_services") == {
        "messages": True,
        "case_services": False,
    }
    assert pages.written(phone, token) == before


def test_a_person_half_written_down_is_not_added_nor_corrected(phone, token):
    pages.walk(phone, token)
    seen = pages.seen(phone, token)
    half = {"first_name": "رضا", "birth": "139", "sex": "m"}

    added = turn(phone, f"/r/{token}/members/add/", "en", half)
    corrected = turn(phone, f"/r/{token}/members/2/", "en", half | {"seen": seen})

    for page in (added, corrected):
        assert shown(page, *half) == half
        assert speaks(page) == "en"
    assert pages.seen(phone, token) == seen


def test_numbers_stand_in_the_digits_of_the_page(phone, token):
    home = pages.home(phone="۰۹۱۲", rent_rial="1200")

    english = turn(phone, f"/r/{token}/home/", "en", home).text
    persian = turn(phone, f"/r/{token}/home/", "fa", home).text
    born = turn(phone, f"/r/{token}/members/add/", "en", {"birth": "۱۳۶۹/۲/۱۱"}).text

    assert [word for word in ("0912", "1200") if f'value="{word}"' not in english] == []
    assert [word for word in ("۰۹۱۲", "۱۲۰۰") if f'value="{word}"' not in persian] == []
    assert 'value="1369/2/11"' in born


def test_the_page_in_the_other_language_is_sent_like_any_other(phone, token):
    pages.send(phone, f"/r/{token}/consent/", pages.CONSENT)
    page = turn(phone, f"/r/{token}/home/", "en", pages.home())

    pages.send(phone, f"/r/{token}/home/", shown(page, *pages.home()))

    assert pages.written(phone, token)["home"]["phone"] == "09121234567"


def test_a_message_half_written_is_not_sent(zahra):
    page = turn(zahra, "/f/messages/", "en", {"body": "When do you"})

    assert shown(page, "body") == {"body": "When do you"}
    assert (page.status_code, speaks(page)) == (200, "en")
    assert not Message.objects.exists()
    assert "When do you" in turn(zahra, "/f/messages/", "fa", {"body": "When do you"}).text


def test_nor_is_a_change_or_another_person(zahra, receipt):
    changes = turn(zahra, "/f/changes/", "en", pages.home(phone="1", address="New"))
    person = turn(zahra, "/f/changes/person/", "en", {"first_name": "رضا"})

    assert shown(changes, "phone", "address") == {"phone": "1", "address": "New"}
    assert shown(person, "first_name") == {"first_name": "رضا"}
    family = Family.objects.get()
    assert (family.phone, family.address) == ("09121234567", "12 Mehr Alley")
    assert family.members.count() == 3


@pytest.mark.parametrize("words", [{"_language": "en"}, {"phone": "12"}])
def test_a_page_shown_again_still_knows_what_it_showed_first(words, zahra, receipt):
    """Or it would carry away what the association wrote meanwhile."""
    opened = hidden(zahra.get("/f/changes/"), "_version")
    family = receipt.family
    family.address = "Corrected by the association"
    family.save()
    typed = pages.home(phone="09351112222", address="12 Mehr Alley", _version=opened)

    again = zahra.post("/f/changes/", typed | words)
    sent = zahra.post("/f/changes/", typed | {"_version": hidden(again, "_version")})

    family.refresh_from_db()
    assert sent.status_code == 302
    assert (family.phone, family.address) == ("09351112222", "Corrected by the association")


def test_asked_about_one_field_the_page_shows_the_others_as_they_are_by_now(zahra, receipt):
    opened = hidden(zahra.get("/f/changes/"), "_version")
    family = receipt.family
    family.address, family.phone = "Corrected by the association", "09353333333"
    family.save()
    typed = pages.home(phone="09351112222", address="12 Mehr Alley", _version=opened)

    asked = zahra.post("/f/changes/", typed)

    assert list(asked.context["form"].errors) == ["phone"]
    assert shown(asked, "address") == {"address": "Corrected by the association"}


def test_the_question_what_was_meant_is_asked_in_the_other_language_too(zahra, receipt):
    opened = hidden(zahra.get("/f/changes/"), "_version")
    family = receipt.family
    family.phone = "09353333333"
    family.save()
    typed = pages.home(phone="09351112222", address="12 Mehr Alley")
    asked = zahra.post("/f/changes/", typed | {"_version": opened})
    names = ("_version", "_asked")

    turned = zahra.post(
        "/f/changes/", typed | {"_language": "fa"} | {name: hidden(asked, name) for name in names}
    )

    assert list(turned.context["form"].errors) == ["phone"]
    assert "در این میان" in turned.text
    family.refresh_from_db()
    assert family.phone == "09353333333"
    sent = zahra.post("/f/changes/", typed | {"_version": hidden(turned, "_version")})
    family.refresh_from_db()
    assert (sent.status_code, family.phone) == (302, "09351112222")


def test_at_the_door_the_code_stays_the_pin_is_not_sent_back_and_nothing_is_counted(
    client, receipt
):
    typed = {"code": receipt.tracking_code, "pin": "000000"}
    for _ in range(attempts.WRONG_PINS + 1):
        page = turn(client, "/f/", "fa", typed)

    assert (page.status_code, speaks(page)) == (200, "fa")
    assert receipt.tracking_code in page.content.decode()
    assert "000000" not in page.content.decode()
    assert not Attempt.objects.exists()
    assert sign_in(client, receipt).status_code == 302


def test_the_last_page_shows_its_code_and_pin_in_the_other_language_too(phone, token):
    pages.walk(phone, token)
    done = pages.finish(phone, token)

    turned = turn(phone, f"/r/{token}/submit/", "en", {"once": hidden(done, "once")})

    assert speaks(turned) == "en"
    assert turned.context["receipt"].pin == done.context["receipt"].pin
    assert "Keep these two" in turned.content.decode()
    assert Family.objects.count() == 1


def test_a_return_code_is_shown_in_the_other_language_too_and_to_nobody_without_it(phone, token):
    pages.send(phone, f"/r/{token}/consent/", pages.CONSENT)
    code = pages.return_code(phone, token)
    left = phone.post(f"/r/{token}/leave/")

    turned = turn(phone, f"/r/{token}/leave/", "en", {"code": hidden(left, "code")})
    stranger = turn(Client(), f"/r/{token}/leave/", "en", {"code": "<b>7KQ2M8X4PD3R</b>"})

    assert turned.context["code"].replace("-", "") == code
    assert speaks(turned) == "en"
    assert stranger.context["code"] == ""
    assert "7KQ2" not in stranger.content.decode()
    assert not phone.get(f"/r/{token}/consent/").context["link"].begun


def test_a_return_code_half_typed_stays(phone, token):
    page = turn(phone, f"/r/{token}/return/", "en", {"code": "7KQ2"})

    assert (page.status_code, shown(page, "code")) == (200, {"code": "7KQ2"})


@pytest.mark.parametrize("asked", ["de", "", "<b>", "en\0"])
def test_a_language_that_the_house_does_not_speak_changes_nothing(asked, phone, token):
    page = turn(phone, f"/r/{token}/home/", asked, pages.home())

    assert (page.status_code, speaks(page)) == (200, "fa")
    assert "language" not in phone.cookies
    assert not Draft.objects.exists()


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]
