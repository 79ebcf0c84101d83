"""A family leaves and comes back: to the page where it stopped, and later to its own file."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests import world
from tests.doors import page
from tests.intake import pages

pytestmark = pytest.mark.django_db
OWN_FILE = "https://hemayat.example/f/"


@pytest.fixture(autouse=True)
def public_address():
    with override_settings(PUBLIC_URL="https://hemayat.example"):
        yield


@pytest.fixture
def household(phone, token):
    """The family has written down two people, and stopped at the list of its household."""
    for step, answers in (("consent", pages.CONSENT), ("home", pages.home())):
        pages.send(phone, f"/r/{token}/{step}/", answers)
    pages.send(phone, f"/r/{token}/prisoner/", pages.PRISONER)
    for person in (pages.HEAD, pages.SON):
        pages.send(phone, f"/r/{token}/members/add/", person)
    return f"/r/{token}/members/"


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_family_that_stopped_at_its_household_finds_the_list_again(phone, token, household):
    assert phone.get(f"/r/{token}/").headers["Location"] == household
    assert f'href="{household}add/"' in phone.get(household).text


def test_so_it_does_on_another_phone_with_the_return_code(phone, token, household):
    other = Client()
    come = pages.come_back(other, token, pages.return_code(phone, token))

    assert other.get(come.headers["Location"]).headers["Location"] == household


def test_after_the_last_page_it_comes_back_to_the_review(phone, token, household):
    pages.send(phone, f"/r/{token}/needs/", pages.NEEDS)

    assert phone.get(f"/r/{token}/").headers["Location"] == f"/r/{token}/review/"


def test_the_front_page_leads_a_registered_family_to_its_file(phone):
    assert f'<a href="{reverse("intake:sign_in")}">' in phone.get("/").text


def test_the_receipt_says_where_the_code_and_the_pin_open_the_file(phone, token):
    pages.walk(phone, token)

    assert f">{OWN_FILE}</a>" in pages.finish(phone, token).text


def test_whoever_joined_an_open_file_is_led_there_too(phone, token, kaveh, evin):
    head = world.person_in_answers("Mahin", "head", "1970-01-01", "f", national_id="0499370899")
    world.registered(world.prisoner(evin), kaveh, world.answers("Tehran", members=[head]))
    pages.walk(phone, token, members=[pages.HEAD | {"national_id": "۰۴۹۹۳۷۰۸۹۹"}])

    done = pages.finish(phone, token).text
    assert 'class="code"' not in done
    assert 'href="/f/"' in done


def test_a_new_code_and_pin_come_with_the_address(client, tehran, maryam):
    family = world.family(tehran)
    client.force_login(maryam)

    assert OWN_FILE in client.post(page(family, "new-key")).text


def test_in_another_tab_the_used_link_leads_to_the_file_first(phone, token):
    pages.walk(phone, token)
    other_tab = phone.get(f"/r/{token}/review/").context["once"]
    pages.finish(phone, token)

    refused = phone.post(f"/r/{token}/submit/", {"once": other_tab})

    assert refused.status_code == 404
    assert refused.text.startswith("<!doctype html>")
    for sheet in ("theme/tokens.css", "intake/intake.css"):
        assert sheet in refused.text
    for open_file, ask_for_another in (
        ("باز کردن پرونده", "پیوند تازه"),
        ("Open your file", "new one"),
    ):
        assert refused.text.index(open_file) < refused.text.index(ask_for_another)


def test_the_list_of_problems_ends_no_question_with_a_colon(phone, token):
    consent = text_of(phone.post(f"/r/{token}/consent/", {}))
    prisoner = text_of(phone.post(f"/r/{token}/prisoner/", {}))

    for answer in (consent, prisoner):
        listed = re.search(r'class="problems".*?</div>', answer)[0]
        assert "<li>" in listed
        assert not re.search(r"[.؟?:]\s*</a>\s*[:：]", listed)


def test_who_writes_is_asked_about_herself_and_the_others_about_them(phone, token, household):
    herself = phone.get(f"{household}1/").text
    her_son = phone.get(f"{household}2/").text

    for hers, his in (("معلولیت دارید", "معلولیت دارد"), ("اگر ندارید", "اگر ندارد")):
        assert (hers in herself, his in herself) == (True, False)
        assert (hers in her_son, his in her_son) == (False, True)
