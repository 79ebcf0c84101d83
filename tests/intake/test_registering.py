"""A family comes through its link, in Persian and in English, on a browser without scripts."""

import re

import pytest
from django.test import Client

from registry.models import Draft, Family, Registration
from tests import world
from tests.intake import pages

pytestmark = pytest.mark.django_db


def test_a_family_registers_and_is_told_who_helps_it(phone, token, tehran):
    assert phone.get(f"/r/{token}/").status_code == 200

    pages.walk(phone, token)
    done = pages.finish(phone, token)

    family = Family.objects.get()
    text = done.content.decode()
    assert done.status_code == 200
    assert tehran.name_fa in text
    assert "۰۲۱۳۳۳۳۴۴۴۴" in text
    assert (family.phone, family.address) == ("09121234567", "کوچه مهر")
    assert [str(m.birth_date) for m in family.members.all()] == ["1990-05-01", "2015-09-23"]
    assert [m.birth_date_estimated for m in family.members.all()] == [False, True]
    assert {n.need_type.code for n in family.needs.all()} == {"E02", "S02"}
    assert family.registrations.get().words == "نان نداریم."
    assert Registration.objects.get().language == "fa"


def test_what_the_family_left_out_is_not_answered_for_it(phone, token):
    chosen = phone.get(f"/r/{token}/home/").context["form"]
    assert [chosen[name].value() for name in ("other_support", "preferred_support")] == [None, None]

    pages.walk(phone, token, home=pages.home(income_rial="0"))
    review = phone.get(f"/r/{token}/review/").text
    pages.finish(phone, token)

    family = Family.objects.get()
    assert "نهاد دیگری" not in review
    assert (family.other_support, family.preferred_support) == ("unknown", "unknown")
    assert (family.income_rial, family.rent_rial, family.housing) == (0, None, "")


def test_what_it_did_say_stays_when_it_comes_back_and_is_stored(phone, token):
    said = {"other_support": "none", "preferred_support": "employment", "housing": "rent"}
    pages.walk(phone, token, home=pages.home(**said))

    again = phone.get(f"/r/{token}/home/").context["form"]
    assert {name: again[name].value() for name in said} == said

    pages.finish(phone, token)
    family = Family.objects.get()
    assert {name: getattr(family, name) for name in said} == said


def test_in_english_too(client, token, tehran):
    client.post("/language", {"language": "en", "next": f"/r/{token}/"})
    pages.walk(client, token, members=[pages.HEAD | {"birth": "1990-05-01"}])

    text = pages.finish(client, token).content.decode()

    assert 'lang="en" dir="ltr"' in text
    assert "Your family is registered and covered from today" in text
    assert tehran.name_en in text
    assert Family.objects.get().language == "en"


def test_the_pages_speak_the_language_of_the_invitation_until_another_is_chosen(client, token):
    assert 'lang="fa" dir="rtl"' in client.get(f"/r/{token}/").content.decode()

    client.post("/language", {"language": "en", "next": f"/r/{token}/"})
    assert 'lang="en" dir="ltr"' in client.get(f"/r/{token}/").content.decode()


def test_the_code_and_the_pin_on_the_page_open_the_file(phone, token):
    pages.walk(phone, token)
    text = pages.finish(phone, token).content.decode()
    code, pin = re.findall(r'class="code" dir="ltr">([^<]+)<', text)

    signed = Client().post("/f/", {"code": code.lower(), "pin": pin})

    assert signed.status_code == 302
    assert signed.headers["Location"] == "/f/file/"


def test_at_most_twelve_answers_are_required(phone, token):
    required = 0
    for step in ("consent", "home", "prisoner", "needs", "members/add"):
        form = phone.get(f"/r/{token}/{step}/").context["form"]
        required += sum(1 for field in form.fields.values() if field.required)

    assert required <= 12


def test_a_family_stops_and_goes_on_with_the_same_link(phone, token):
    pages.send(phone, f"/r/{token}/consent/", pages.CONSENT)
    pages.send(phone, f"/r/{token}/home/", pages.home())

    assert phone.get(f"/r/{token}/").headers["Location"] == f"/r/{token}/prisoner/"
    assert "کوچه مهر" in phone.get(f"/r/{token}/home/").content.decode()


def test_what_is_not_right_is_said_at_its_place_and_what_was_typed_stays(phone, token):
    answers = pages.home(phone="۱۲۳", postal_code="", address="")

    response = phone.post(f"/r/{token}/home/", answers)

    text = response.content.decode()
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"phone", "address"}
    assert 'value="۱۲۳"' in text
    assert 'role="alert"' in text
    assert 'aria-invalid="true"' in text
    assert re.search(r'aria-describedby="[^"]*id_phone_error', text)
    assert 'id="id_phone_error"' in text

    assert phone.post(f"/r/{token}/home/", pages.home()).status_code == 302


@pytest.mark.parametrize("birth", ["", "tomorrow", "1480/1/1", "1100", "1375/13/1", "99999"])
def test_a_date_of_birth_that_cannot_be_is_refused(birth, phone, token):
    response = phone.post(f"/r/{token}/members/add/", pages.HEAD | {"birth": birth})

    assert list(response.context["form"].errors) == ["birth"]


@pytest.mark.parametrize(
    ("birth", "stored", "estimated"),
    [
        ("1369/2/11", "1990-05-01", False),
        ("۱۳۶۹-۰۲-۱۱", "1990-05-01", False),
        ("1990-05-01", "1990-05-01", False),
        ("۱۳۶۹", "1990-09-23", True),
        ("1990", "1990-07-01", True),
    ],
)
def test_a_date_of_birth_in_either_calendar_or_only_the_year(
    birth, stored, estimated, phone, token
):
    pages.send(phone, f"/r/{token}/members/add/", pages.HEAD | {"birth": birth})

    member = pages.written(phone, token)["members"][0]
    assert (member["birth_date"], member["birth_date_estimated"]) == (stored, estimated)


def test_people_are_added_corrected_and_removed(phone, token):
    for person in (pages.HEAD, pages.SON, pages.SON | {"first_name": "رضا"}):
        pages.send(phone, f"/r/{token}/members/add/", person)

    corrected = pages.SON | {"first_name": "علی‌رضا", "seen": pages.seen(phone, token)}
    pages.send(phone, f"/r/{token}/members/2/", corrected)
    pages.remove(phone, token, 3)
    pages.remove(phone, token, 1)  # who writes stays

    people = pages.written(phone, token)["members"]
    assert [person["first_name"] for person in people] == ["زهرا", "علی‌رضا"]
    assert [person["relation"] for person in people] == ["head", "son"]


def test_the_last_page_shows_everything_and_leads_back_to_each_page(phone, token):
    pages.walk(phone, token)

    text = phone.get(f"/r/{token}/review/").content.decode()

    for word in ("زهرا احمدی", "کوچه مهر", "۰۹۱۲۱۲۳۴۵۶۷", "نان نداریم.", "سبد غذایی"):
        assert word in text
    for step in ("consent", "home", "prisoner", "members", "needs"):
        assert f'href="/r/{token}/{step}/"' in text


def test_without_consent_nothing_is_kept_and_the_reason_is_said(phone, token):
    response = phone.post(f"/r/{token}/consent/", {"messages": "on"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["case_services"]
    assert not Draft.objects.exists()


def test_the_last_page_is_not_reached_over_a_gap(phone, token):
    pages.send(phone, f"/r/{token}/consent/", pages.CONSENT)

    assert phone.get(f"/r/{token}/review/").headers["Location"] == f"/r/{token}/home/"
    assert phone.post(f"/r/{token}/submit/", {"once": "x"}).headers["Location"] == f"/r/{token}/"
    assert not Family.objects.exists()


def test_pressing_twice_shows_the_same_page_twice(phone, token):
    pages.walk(phone, token)
    once = phone.get(f"/r/{token}/review/").context["once"]

    first = phone.post(f"/r/{token}/submit/", {"once": once})
    again = phone.post(f"/r/{token}/submit/", {"once": once})

    assert first.context["receipt"] == again.context["receipt"]
    assert Family.objects.count() == 1


def test_who_joins_an_open_file_is_told_nothing_of_it(phone, token, kaveh, evin, shiraz):
    head = world.person_in_answers("Mahin", "head", "1970-01-01", "f", national_id="0499370899")
    world.registered(world.prisoner(evin), kaveh, world.answers("Shiraz", members=[head]))

    pages.walk(phone, token, members=[pages.HEAD | {"national_id": "۰۴۹۹۳۷۰۸۹۹"}])
    done = pages.finish(phone, token)

    text = done.content.decode()
    assert done.status_code == 200
    assert shiraz.name_fa not in text
    assert 'class="code"' not in text
    assert Family.objects.count() == 1


def test_a_forged_need_or_county_is_refused(phone, token):
    needs = phone.post(f"/r/{token}/needs/", {"economic": ["S08"], "text": ""})
    county = phone.post(f"/r/{token}/home/", pages.home(county="9999"))

    assert "economic" in needs.context["form"].errors
    assert "county" in county.context["form"].errors


@pytest.mark.parametrize("language", ["fa", "en"])
def test_no_page_needs_a_script_or_asks_anybody_else(language, client, token):
    client.post("/language", {"language": language, "next": "/"})
    pages.walk(client, token)
    steps = ("consent", "home", "prisoner", "members", "members/add", "needs", "review")
    seen = [client.get(f"/r/{token}/{step}/") for step in steps]
    seen += [pages.finish(client, token), client.get("/f/"), client.get("/r/nothing/")]

    for response in seen:
        text = response.content.decode()
        assert "<script" not in text
        assert not re.search(r"\son\w+=|\sstyle=|javascript:|<style", text)
        assert not re.search(r'(src|href|action)="(https?:)?//', text)
        assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]
