"""Addresses survive the login, and what was sent after a session had ended is not lost."""

import re
import time

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import Message
from tests import world
from tests.doors import page

LOGIN = reverse("admin:login")
FAMILIES = reverse("admin:registry_family_changelist")


@pytest.fixture
def family(tehran):
    return world.family(tehran, status="contacted", contact_name="Zahra Karimi")


@pytest.fixture
def strict():
    """A browser whose forms need their tokens, as real ones do."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def later(monkeypatch):
    start = time.time()

    def move(minutes):
        monkeypatch.setattr("permissions.sessions.time.time", lambda: start + minutes * 60)

    return move


def hidden(answer):
    """What the hidden fields of the page's main form carry."""
    form = answer.content.decode().split('id="content-main"')[1]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: value.replace("&quot;", '"').replace("&#x27;", "'") for name, value in found}


def sign_in(client, person, address=LOGIN, **more):
    data = {"username": person.username, "password": world.PASSWORD, **more}
    return client.post(address, data)


@pytest.mark.parametrize("query", ["", "?status=contacted&o=1", "?panel=1&opened_from=1405/1/1"])
def test_an_address_asked_for_before_the_login_is_opened_after_it(client, maryam, family, query):
    asked = client.get(FAMILIES + query)

    answer = sign_in(client, maryam, asked["Location"])

    assert answer["Location"] == FAMILIES + query
    assert client.get(answer["Location"]).status_code == 200


def test_an_idle_session_leads_back_to_the_very_page(client, maryam, family, later):
    client.force_login(maryam)
    client.get(page(family))
    later(31)

    asked = client.get(page(family))

    assert sign_in(client, maryam, asked["Location"])["Location"] == page(family)


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http" + ":///evil.example",
        "https:evil.example",
        "\thttps://evil.example",
    ],
)
def test_the_login_leads_to_no_other_house(client, maryam, hostile):
    assert sign_in(client, maryam, LOGIN, next=hostile)["Location"] == reverse("admin:index")
    assert client.get(LOGIN, {"next": hostile})["Location"] == reverse("admin:index")
    assert client.get(LOGIN, {"next": FAMILIES})["Location"] == FAMILIES


def test_what_was_sent_after_the_session_had_ended_waits_beside_the_login(
    client, maryam, family, later
):
    client.force_login(maryam)
    client.get(page(family, "write"))
    later(31)

    ended = client.post(page(family, "write"), {"body": 'We come "tomorrow".'})

    assert ended.status_code == 403
    assert "nothing was stored" in ended.content.decode()
    assert not Message.objects.exists()
    again = sign_in(client, maryam, **hidden(ended))
    assert "still here" in again.content.decode()
    assert not Message.objects.exists()
    kept = hidden(again)
    assert kept["body"] == 'We come "tomorrow".'
    client.post(page(family, "write"), kept)
    assert Message.objects.get().body == 'We come "tomorrow".'


def test_a_wrong_password_in_between_loses_nothing(client, maryam, family):
    ended = client.post(page(family, "write"), {"body": "We come tomorrow."})

    wrong = client.post(LOGIN, {**hidden(ended), "username": "maryam", "password": "wrong"})

    assert hidden(sign_in(client, maryam, **hidden(wrong)))["body"] == "We come tomorrow."


def test_a_colleague_who_signs_in_there_is_not_shown_what_another_wrote(
    client, maryam, hamid, family, later
):
    client.force_login(maryam)
    client.get(page(family, "write"))
    later(31)
    ended = client.post(page(family, "write"), {"body": "A word of Maryam."})

    answer = sign_in(client, hamid, **hidden(ended))

    assert answer.status_code == 302
    assert "A word of Maryam" not in answer.content.decode()


def test_what_waits_cannot_be_made_up(client, maryam, family):
    answer = sign_in(client, maryam, interrupted="WyIvYWRtaW4vIiwgW11d:1abc:forged")

    assert answer["Location"] == reverse("admin:index")


def test_whoever_signs_out_after_the_session_had_ended_is_out(client, db):
    assert client.post(reverse("admin:logout")).status_code == 302


def test_a_password_is_never_handed_back(client, db):
    sent = {"old_password": "the old secret", "new_password1": "x", "new_password2": "x"}

    ended = client.post(reverse("admin:password_change"), sent)

    assert "the old secret" not in ended.content.decode()


def test_who_signed_in_again_in_another_tab_gets_her_form_back(strict, maryam, family):
    strict.force_login(maryam)
    strict.get(page(family, "write"))
    sent = {"body": "We come tomorrow.", "csrfmiddlewaretoken": "x" * 64}

    ours = strict.post(page(family, "write"), sent, headers={"Origin": "http://testserver"})
    foreign = strict.post(page(family, "write"), sent, headers={"Origin": "https://evil.example"})
    silent = strict.post(page(family, "write"), sent)

    assert {ours.status_code, foreign.status_code, silent.status_code} == {403}
    kept = hidden(ours)
    assert kept["body"] == "We come tomorrow."
    for refused in (foreign, silent):
        assert "We come tomorrow" not in refused.content.decode()
    strict.post(page(family, "write"), kept)
    assert Message.objects.get().body == "We come tomorrow."
