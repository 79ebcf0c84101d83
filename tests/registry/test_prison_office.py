"""The prison social worker's road: prisoners of his own prison, and links for their families."""

import re

import pytest
from django.test import override_settings
from django.urls import reverse

from registry.models import CustodyEvent, Invitation, Prisoner
from registry.services import invitations
from tests import world
from tests.intake import pages

pytestmark = pytest.mark.django_db

ADMISSION = {
    "first_name": "Behrouz",
    "last_name": "Karimi",
    "father_name": "",
    "national_id": "",
    "other_id": "",
    "birth_year": "1370",
    "sex": "m",
    "marital": "married",
    "dependants": "2",
    "prisoner_no": "77",
    "expected_release_on": "",
    "admitted_at": "1404/2/9 10:30",
}


@pytest.fixture
def prisoner(evin):
    return world.prisoner(evin)


@pytest.fixture
def office(client, kaveh):
    client.force_login(kaveh)
    return client


def at(prisoner, step=""):
    return f"/admin/registry/prisoner/{prisoner.pk}/{step}"


def invite(office, prisoner, **answers):
    return office.post(at(prisoner, "invite/"), {"language": "fa", "channel": "paper"} | answers)


def test_he_lists_the_prisoners_of_his_own_prison(office, prisoner, adelabad):
    world.prisoner(adelabad, last_name="Elsewhere")

    text = office.get("/admin/registry/prisoner/").content.decode()

    assert "Karimi" in text
    assert "Elsewhere" not in text


def test_he_admits_a_prisoner(office, evin):
    response = office.post("/admin/registry/prisoner/add/", ADMISSION | {"prison": evin.pk})

    assert response.status_code == 302, response.context["adminform"].form.errors
    prisoner = Prisoner.objects.get()
    assert (prisoner.birth_year, prisoner.custody_status) == (1991, "remand")
    assert str(prisoner.detained_on) == "2025-04-29"
    assert CustodyEvent.objects.get().kind == "admission"


def test_he_admits_nobody_to_another_prison(office, evin, adelabad):
    response = office.post("/admin/registry/prisoner/add/", ADMISSION | {"prison": adelabad.pk})

    assert response.status_code == 200
    assert "prison" in response.context["adminform"].form.errors
    assert not Prisoner.objects.exists()


def test_an_admission_in_the_future_is_said_at_its_field_and_nothing_is_lost(office, evin):
    typed = ADMISSION | {"prison": evin.pk, "admitted_at": "1499/1/1 10:00"}

    response = office.post("/admin/registry/prisoner/add/", typed)

    form = response.context["adminform"].form
    assert response.status_code == 200
    assert "lies in the future" in form.errors["admitted_at"][0]
    assert (form["first_name"].value(), form["prisoner_no"].value()) == ("Behrouz", "77")
    assert not Prisoner.objects.exists()


def test_he_records_what_happens(office, prisoner):
    answers = {"kind": "conviction", "at": "1404/3/1 09:00", "prison": "", "document_no": "12"}

    response = office.post(at(prisoner, "event/"), answers)

    prisoner.refresh_from_db()
    assert response.headers["Location"] == at(prisoner, "change/")
    assert prisoner.custody_status == "convicted"


def test_a_prisoner_who_is_taken_away_is_no_longer_his(office, prisoner, adelabad):
    answers = {"kind": "transfer", "at": "1404/3/1 09:00", "prison": adelabad.pk}

    response = office.post(at(prisoner, "event/"), answers)

    assert response.headers["Location"] == "/admin/registry/prisoner/"
    assert office.get(at(prisoner, "change/")).status_code == 302


def test_a_refusal_stands_on_the_form(office, prisoner):
    answers = {"kind": "release", "at": "1480/1/1 09:00", "prison": ""}

    response = office.post(at(prisoner, "event/"), answers)

    assert "the event lies in the future" in response.content.decode()
    assert not CustodyEvent.objects.exists()


def test_the_link_is_shown_once_and_opens_the_registration(office, prisoner, tehran):
    issued = invite(office, prisoner)

    text = issued.content.decode()
    link = re.search(r'class="sheet-link" dir="ltr">http://testserver(/r/[^<]+)<', text)[1]
    assert office.get(link).status_code == 200
    assert "<svg" in text
    assert not re.search(r"<svg[^>]*style=|<path[^>]*style=", text)
    assert "no-store" in issued.headers["Cache-Control"]
    later = office.get(at(prisoner, "change/")).content.decode()
    assert link.strip("/").rpartition("/")[2] not in later


def test_the_sheet_speaks_the_language_of_the_family(office, prisoner):
    assert 'class="paper" lang="fa" dir="rtl"' in invite(office, prisoner).content.decode()
    english = invite(office, prisoner, language="en").content.decode()
    assert 'class="paper" lang="en" dir="ltr"' in english


@override_settings(PUBLIC_URL="https://hemayat.example")
def test_the_sheet_says_once_for_whom_it_is_and_where_to_come_back(office, prisoner):
    sheet = invite(office, prisoner).text.partition('<article class="paper"')[2]

    assert sheet.count("برای خانواده") == 1
    assert "https://hemayat.example/f/" in sheet


@override_settings(PUBLIC_URL="https://hemayat.example")
def test_for_a_text_message_he_copies_words_and_prints_nothing(office, prisoner):
    on_paper = invite(office, prisoner).text
    page = invite(office, prisoner, channel="sms").text

    assert "hand the sheet to the prisoner" in on_paper
    assert "<textarea" not in on_paper
    assert "hand the sheet to the prisoner" not in page
    message = re.search(r'<textarea[^>]* lang="fa" dir="rtl">(.*?)</textarea>', page, re.DOTALL)[1]
    register, come_back = (line for line in message.splitlines() if "//" in line)
    assert register == re.search(r'class="sheet-link" dir="ltr">([^<]+)<', page)[1]
    assert come_back == "https://hemayat.example/f/"


@override_settings(PUBLIC_URL="https://hemayat.example")
def test_the_link_is_on_the_configured_host_whatever_host_was_asked(office, prisoner):
    text = office.post(
        at(prisoner, "invite/"),
        {"language": "fa", "channel": "paper"},
        headers={"host": "localhost"},
    ).content.decode()

    assert "https://hemayat.example/r/" in text
    assert "localhost/r/" not in text


def test_looking_at_the_form_issues_nothing(office, prisoner):
    assert office.get(at(prisoner, "invite/")).status_code == 200
    assert not Invitation.objects.exists()


def test_he_sees_which_links_were_used(office, prisoner, kaveh, evin, tehran):
    world.registered(prisoner, kaveh)
    invitations.issue(prisoner=world.prisoner(evin), issued_by=kaveh)

    text = office.get("/admin/registry/invitation/").content.decode()

    assert re.findall(r"field-stage[^>]*>([^<]+)<", text) == ["still open", "used"]


def test_he_revokes_a_link_with_a_reason(office, prisoner, kaveh, client):
    invitation, token = invitations.issue(prisoner=prisoner, issued_by=kaveh)
    address = f"/admin/registry/invitation/{invitation.pk}/revoke/"

    assert office.post(address, {"reason": ""}).status_code == 200
    assert client.get(f"/r/{token}/").status_code == 200

    assert office.post(address, {"reason": "The sheet was lost"}).status_code == 302
    assert client.get(f"/r/{token}/").status_code == 404


def test_he_learns_nothing_of_the_family_behind_a_used_link(office, prisoner, kaveh, tehran):
    token = world.invited(prisoner, kaveh)
    pages.walk(office, token)
    pages.finish(office, token)
    invitation = Invitation.objects.get()

    addresses = [
        "/admin/",
        "/admin/registry/prisoner/",
        "/admin/registry/invitation/",
        at(prisoner, "change/"),
        at(prisoner, "history/"),
        f"/admin/registry/invitation/{invitation.pk}/change/",
        f"/admin/registry/invitation/{invitation.pk}/history/",
        "/admin/registry/custodyevent/",
    ]
    for address in addresses:
        response = office.get(address)
        text = response.content.decode()
        assert response.status_code in (200, 403), address
        for secret in ("زهرا", "احمدی", "09121234567", "کوچه مهر"):
            assert secret not in text, address
    assert office.get("/admin/registry/family/").status_code == 403
    assert office.get("/admin/registry/registration/").status_code == 404


@pytest.mark.parametrize("step", ["invite/", "event/"])
@pytest.mark.parametrize("who", ["mina", "maryam", "nasrin", "omid", "reza"])
def test_nobody_else_takes_his_steps(who, step, client, prisoner, request):
    client.force_login(request.getfixturevalue(who))
    answers = {"language": "fa", "channel": "paper", "kind": "release", "at": "1404/3/1 09:00"}

    assert client.post(at(prisoner, step), answers).status_code in (302, 403)
    assert not Invitation.objects.exists()
    assert not CustodyEvent.objects.exists()


def test_that_a_released_prisoner_gives_no_invitation_is_said_beforehand(office, prisoner):
    assert "no longer in custody" not in office.get(at(prisoner, "invite/")).content.decode()

    prisoner.custody_status = "released"
    prisoner.save()

    assert "no longer in custody" in office.get(at(prisoner, "invite/")).content.decode()


def test_whoever_invites_again_is_told_that_a_family_registered(office, tehran, evin, kaveh):
    prisoner = world.prisoner(evin, custody_status="convicted")
    invite = reverse("admin:registry_prisoner_invite", args=[prisoner.pk])
    assert "A family of this prisoner registered" not in office.get(invite).text

    world.registered(prisoner, kaveh)

    assert "A family of this prisoner registered" in office.get(invite).text
