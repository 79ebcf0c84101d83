"""Links that open nothing, and links that must not leak."""

import logging

import pytest
from django.utils import timezone

from registry import codes
from registry.models import Attempt, Family, Invitation
from registry.services import attempts, invitations
from tests import world
from tests.intake import pages

pytestmark = pytest.mark.django_db

WAYS = ["unknown", "used", "expired", "revoked", "nonsense"]


@pytest.fixture
def prisoner(tehran, evin):
    return world.prisoner(evin)


@pytest.fixture
def dead(prisoner, kaveh):
    """A link that opens nothing, in each of the ways."""

    def link(way):
        invitation, token = invitations.issue(prisoner=prisoner, issued_by=kaveh)
        now = timezone.now()
        columns = {"used": "used_at", "expired": "expires_at", "revoked": "revoked_at"}
        if way in columns:
            Invitation.objects.filter(pk=invitation.pk).update(**{columns[way]: now})
            return token
        return {"unknown": "0" * 28, "nonsense": "%F0%9F%92%A9 <b>"}[way]

    return link


PLACES = ["", "consent/", "members/", "members/add/", "members/1/", "review/", "nowhere/"]


@pytest.mark.parametrize("way", WAYS)
def test_links_that_open_nothing_answer_alike_to_the_last_byte(way, dead, client):
    answer = client.get("/r/never-issued/")
    token = dead(way)

    for place in PLACES:
        response = client.get(f"/r/{token}/{place}")
        assert (response.status_code, response.content) == (404, answer.content), place
        assert dict(response.headers) | {"X-Request-ID": ""} == dict(answer.headers) | {
            "X-Request-ID": ""
        }


@pytest.mark.parametrize("way", WAYS)
def test_nothing_can_be_sent_through_them(way, dead, client):
    answer = client.get("/r/never-issued/")
    token = dead(way)

    for place in ("consent/", "members/add/", "members/1/remove/", "submit/"):
        response = client.post(f"/r/{token}/{place}", {"case_services": "on", "once": ""})
        assert (response.status_code, response.content) == (404, answer.content), place
    assert not Family.objects.exists()


def test_a_link_that_was_used_is_one_of_them(prisoner, kaveh, client):
    token = world.invited(prisoner, kaveh)
    pages.walk(client, token)
    assert pages.finish(client, token).status_code == 200

    assert client.get(f"/r/{token}/").content == client.get("/r/never-issued/").content


def test_wrong_links_close_no_right_one_behind_the_same_address(prisoner, kaveh, client):
    token = world.invited(prisoner, kaveh)

    for _ in range(attempts.WRONG_LINKS_COUNTED + 10):
        assert client.get("/r/never-issued/").status_code == 404

    assert client.get(f"/r/{token}/").status_code == 200
    pages.walk(client, token)
    assert pages.finish(client, token).status_code == 200


def test_whoever_tries_links_for_ever_makes_the_house_write_no_more(client, db):
    for _ in range(attempts.WRONG_LINKS_COUNTED + 10):
        client.get("/r/never-issued/")

    assert Attempt.objects.get().count == attempts.WRONG_LINKS_COUNTED
    assert Attempt.history.count() == attempts.WRONG_LINKS_COUNTED + 1


def test_a_link_cannot_be_guessed():
    """What the missing limit rests on."""
    chances = len(codes.ALPHABET) ** invitations.SYMBOLS
    open_links, tries = 10**6, 10_000 * 60 * 60 * 24 * 3653

    assert open_links * tries / chances < 2**-67


def test_registering_counts_nothing_against_the_others_of_the_same_network(prisoner, kaveh, client):
    token = world.invited(prisoner, kaveh)
    pages.walk(client, token)
    pages.finish(client, token)

    assert not Attempt.objects.exists()


def test_the_address_of_a_visitor_is_not_readable_in_what_is_counted(client, db):
    client.get("/r/never-issued/", REMOTE_ADDR="203.0.113.77")

    assert "203.0.113.77" not in repr(Attempt.objects.values().get())


def test_no_other_page_learns_the_link(prisoner, kaveh, client):
    token = world.invited(prisoner, kaveh)

    for response in (client.get(f"/r/{token}/"), client.get(f"/r/{token}/consent/")):
        assert response.headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]


def test_the_link_is_in_no_log_and_in_no_history(prisoner, kaveh, client, caplog):
    token = world.invited(prisoner, kaveh)
    pages.walk(client, token)

    with caplog.at_level(logging.DEBUG):
        client.get(f"/r/{token}/members/99/")
        client.get(f"/r/{token}/no/such/page/")
    from config.logs import Line

    lines = "".join(Line().format(record) for record in caplog.records)
    assert token not in lines
    assert token not in repr(list(Family.history.values())) + repr(
        list(Invitation.history.values())
    )


def test_a_form_from_elsewhere_is_refused(prisoner, kaveh):
    from django.test import Client

    token = world.invited(prisoner, kaveh)

    response = Client(enforce_csrf_checks=True).post(f"/r/{token}/consent/", pages.CONSENT)

    assert response.status_code == 403
