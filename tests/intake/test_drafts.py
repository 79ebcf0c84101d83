"""What is written and not sent yet: read by whoever has the link and the return code, alone."""

import re

import pytest
from django.db import connection
from django.test import Client

from audit.once import FIELD
from permissions.reach import everything
from registry.fields import unseal
from registry.models import Draft, Family, Invitation
from registry.services import drafts
from tests import world
from tests.intake import pages

pytestmark = pytest.mark.django_db
SECRET = "کوچه مهر"


@pytest.fixture
def token(tehran, kaveh, evin):
    return world.invited(world.prisoner(evin), kaveh)


@pytest.fixture
def phone(client):
    return client


@pytest.fixture
def half_written(phone, token):
    """The family has told where it lives, and stopped."""
    pages.send(phone, f"/r/{token}/consent/", pages.CONSENT)
    pages.send(phone, f"/r/{token}/home/", pages.home())
    return pages.return_code(phone, token)


def everything_behind(client, token):
    places = ("", "consent/", "home/", "prisoner/", "members/", "members/add/", "needs/", "review/")
    return "".join(
        client.get(f"/r/{token}/{place}", follow=True).content.decode() for place in places
    )


def test_whoever_has_the_link_alone_gets_an_empty_form(phone, token, half_written):
    prison = Client()

    assert SECRET in everything_behind(phone, token)
    seen = everything_behind(prison, token)
    assert SECRET not in seen
    assert half_written not in seen.replace("-", "")
    assert prison.get(f"/r/{token}/").status_code == 200
    assert prison.get(f"/r/{token}/review/").headers["Location"] == f"/r/{token}/consent/"


def test_with_the_return_code_the_family_goes_on_on_another_phone(token, half_written):
    other = Client()

    shown = f" {half_written[:4].lower()}-{half_written[4:8]} {half_written[8:]}"
    assert pages.come_back(other, token, shown).headers["Location"] == f"/r/{token}/"

    assert other.get(f"/r/{token}/").headers["Location"] == f"/r/{token}/prisoner/"
    assert SECRET in other.get(f"/r/{token}/home/").content.decode()
    pages.walk(other, token)
    assert pages.finish(other, token).status_code == 200


@pytest.mark.parametrize("code", ["", "000000000000", "nonsense", "💩"])
def test_a_wrong_return_code_opens_nothing_and_locks_nobody_out(code, token, half_written):
    prison = Client()

    for _ in range(40):
        answer = pages.come_back(prison, token, code)

    assert answer.status_code == 422
    assert SECRET not in everything_behind(prison, token)
    assert pages.come_back(Client(), token, half_written).status_code == 302


def test_the_code_of_one_link_opens_nothing_behind_another(token, half_written, kaveh, evin):
    other = world.invited(world.prisoner(evin), kaveh)

    assert pages.come_back(Client(), other, half_written).status_code == 422


def test_a_family_that_lost_its_code_begins_anew(token, half_written, tehran):
    other = Client()

    pages.walk(other, token, home=pages.home(address="Another alley"))
    done = pages.finish(other, token)

    assert done.status_code == 200
    assert Family.objects.get().address == "Another alley"
    assert not Draft.objects.exists()


def test_nobody_else_sends_a_draft_or_spoils_it(phone, token, half_written):
    prison = Client()
    pages.walk(phone, token)
    once = phone.get(f"/r/{token}/review/").context["once"]

    pages.send(prison, f"/r/{token}/consent/", pages.CONSENT)
    pages.send(prison, f"/r/{token}/home/", pages.home(address="Elsewhere"))
    assert prison.post(f"/r/{token}/submit/", {"once": once}).status_code == 302
    assert not Family.objects.exists()

    first = phone.post(f"/r/{token}/submit/", {"once": once})
    assert Family.objects.get().address == SECRET
    assert phone.post(f"/r/{token}/submit/", {"once": once}).context["receipt"].pin
    assert prison.post(f"/r/{token}/submit/", {"once": "x"}).status_code == 404
    assert first.context["receipt"].pin not in prison.get("/f/").content.decode()


def test_the_house_itself_cannot_read_what_was_not_sent(phone, token, half_written):
    with everything("test"), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM registry_draft")
        kept = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT sealed FROM registry_historicaldraft")
        kept += [row[0] for row in cursor.fetchall()]

    assert len(kept) == 3
    for sealed in kept:
        assert SECRET not in unseal(sealed, "draft.sealed")
    stored = repr(list(Draft.objects.values())) + repr(list(Draft.history.values()))
    assert half_written not in stored
    assert token not in stored


def test_the_cookie_tells_nothing_of_the_link_and_is_out_of_reach_for_scripts(
    phone, token, half_written
):
    (cookie,) = [each for name, each in phone.cookies.items() if "draft" in name]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert token not in cookie.key


def test_when_the_answer_to_the_first_page_is_lost_the_page_sent_again_finds_the_draft(
    phone, token
):
    page = phone.get(f"/r/{token}/consent/")
    cookies = phone.cookies.output(header="", sep=";")
    form = pages.CONSENT | {FIELD: re.search(r'name="_once" value="([^"]+)"', page.text)[1]}
    phone.post(f"/r/{token}/consent/", form)
    phone.cookies.clear()
    phone.cookies.load(cookies)  # what came with the answer never arrived

    again = phone.post(f"/r/{token}/consent/", form)

    assert again.headers["Location"] == f"/r/{token}/home/"
    assert pages.written(phone, token)["consent"]["case_services"] is True
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("made_up", ["1", "x" * 2000, "%F0", "0" * 11])
def test_nobody_seals_with_a_code_that_could_be_guessed(made_up, phone, token):
    phone.get(f"/r/{token}/")
    (name,) = [name for name in phone.cookies if "draft" in name]
    phone.cookies[name] = made_up

    pages.send(phone, f"/r/{token}/consent/", pages.CONSENT)

    assert len(phone.cookies[name].value) == drafts.SYMBOLS
    assert phone.cookies[name].value != made_up


def test_a_borrowed_phone_is_locked_and_opened_again_with_the_code(phone, token, half_written):
    left = phone.post(f"/r/{token}/leave/")

    assert half_written in left.content.decode().replace("-", "")
    assert SECRET not in everything_behind(phone, token)
    pages.come_back(phone, token, half_written)
    assert SECRET in everything_behind(phone, token)


def test_a_link_is_begun_ten_times_at_most_and_what_was_begun_goes_on(phone, token, half_written):
    for _ in range(drafts.MOST - 1):
        assert Client().post(f"/r/{token}/consent/", pages.CONSENT).status_code == 302

    refused = Client().post(f"/r/{token}/consent/", pages.CONSENT)
    assert refused.status_code == 422
    assert "begun too often" in refused.content.decode() or "آغاز" in refused.content.decode()
    pages.send(phone, f"/r/{token}/prisoner/", pages.PRISONER)


def test_a_link_that_was_revoked_keeps_nothing_more(phone, token, half_written):
    Invitation.objects.update(revoked_at="2026-01-01T00:00Z")

    assert phone.post(f"/r/{token}/prisoner/", pages.PRISONER).status_code == 404
    assert SECRET not in everything_behind(phone, token)
