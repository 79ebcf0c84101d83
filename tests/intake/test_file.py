"""A family's own file: code and PIN, messages, changes, consents."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from registry.intake import session
from registry.models import ChangeRequest, Consent, Family, Message, Task
from registry.services.changes import accept_change
from registry.services.messages import answer_family
from tests import world
from tests.intake import pages
from tests.intake.pages import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(tehran, kaveh, evin):
    return world.registered(world.prisoner(evin, custody_status="convicted"), kaveh)


@pytest.fixture
def family(receipt):
    return receipt.family


@pytest.fixture
def zahra(client, receipt):
    """The family's browser, signed in."""
    assert sign_in(client, receipt).status_code == 302
    return client


def test_the_code_and_the_pin_open_the_file(zahra, family, tehran):
    text = zahra.get("/f/file/").content.decode()

    assert "Your family is registered and covered." in text
    assert "within three working days" in text
    assert tehran.name_en in text
    assert "Food basket" in text
    assert family.code in text


def test_without_them_every_page_leads_to_the_door(client, family):
    for page in ("file", "messages", "changes", "changes/person", "consents"):
        response = client.get(f"/f/{page}/")
        assert response.headers["Location"] == "/f/", page
        assert client.post(f"/f/{page}/", {"body": "x"}).status_code in (302, 405)
    assert not Message.objects.exists()


def test_the_session_ends_by_itself(zahra, family, monkeypatch):
    began = session.time.time()
    monkeypatch.setattr(session.time, "time", lambda: began + session.IDLE + 1)

    assert zahra.get("/f/file/").headers["Location"] == "/f/"


def test_the_session_ends_after_two_hours_of_work_too(zahra, family, monkeypatch):
    began = session.time.time()
    for minutes in range(10, 120, 10):
        monkeypatch.setattr(session.time, "time", lambda m=minutes: began + m * 60)
        assert zahra.get("/f/file/").status_code == 200

    monkeypatch.setattr(session.time, "time", lambda: began + session.LONGEST + 1)
    assert zahra.get("/f/file/").headers["Location"] == "/f/"


def test_signing_out_ends_it_for_whoever_has_the_cookie(zahra, family):
    stolen = Client()
    stolen.cookies["family"] = zahra.cookies["family"].value
    assert stolen.get("/f/file/").status_code == 200

    zahra.post("/f/sign-out/")

    assert zahra.get("/f/file/").headers["Location"] == "/f/"
    assert stolen.get("/f/file/").headers["Location"] == "/f/"


def test_the_cookie_says_nothing_and_opens_nothing_in_the_office(zahra, family):
    cookie = zahra.cookies["family"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert re.fullmatch(r"[a-z0-9]{32}", cookie.value)
    assert zahra.get("/admin/").status_code == 302


def test_a_message_comes_into_the_cartable_and_its_answer_to_the_family_alone(
    zahra, family, maryam, tehran
):
    zahra.post("/f/messages/", {"body": "When do you come?"})

    task = Task.objects.get(kind="answer_message")
    assert (task.association, task.family) == (tehran, family)
    assert Message.objects.visible_to(maryam).get().body == "When do you come?"

    answer_family(family=family, by=maryam, body="On Sunday.")
    assert "You have 1 new message." in zahra.get("/f/file/").content.decode()
    assert "On Sunday." in zahra.get("/f/messages/").content.decode()
    assert "new message" not in zahra.get("/f/file/").content.decode()


@pytest.mark.parametrize("body", ["  ", "\u200c \u200f"])
def test_a_message_in_which_nothing_is_seen_is_not_sent(body, zahra, family):
    response = zahra.post("/f/messages/", {"body": body})

    assert response.status_code == 422
    assert not Message.objects.exists()


def test_ten_messages_wait_at_most(zahra, family):
    for number in range(10):
        assert zahra.post("/f/messages/", {"body": f"{number}"}).status_code == 302

    response = zahra.post("/f/messages/", {"body": "one more"})
    assert "ten of your messages are waiting" in response.content.decode()


def test_before_the_file_is_confirmed_a_change_acts_at_once(zahra, family):
    zahra.post("/f/changes/", pages.home(phone="۰۹۳۵۱۱۱۲۲۲۲", address="New street"))

    family.refresh_from_db()
    assert (family.phone, family.address) == ("09351112222", "New street")
    assert not ChangeRequest.objects.exists()


def test_once_it_is_confirmed_a_change_is_asked_for(zahra, family, maryam):
    Family.objects.filter(pk=family.pk).update(status="verified")

    zahra.post("/f/changes/", pages.home(phone="۰۹۳۵۱۱۱۲۲۲۲", address="New street"))

    family.refresh_from_db()
    request = ChangeRequest.objects.get()
    assert family.address == "12 Mehr Alley"
    assert set(request.wanted) == {"phone", "address"}
    assert Task.objects.filter(kind="review_change", association=family.association).exists()

    accept_change(request=request, by=maryam)
    family.refresh_from_db()
    assert (family.phone, family.address) == ("09351112222", "New street")


def test_what_stays_the_same_asks_nobody(zahra, family):
    Family.objects.filter(pk=family.pk).update(status="verified")

    zahra.post("/f/changes/", pages.home(phone="09121234567", address="12 Mehr Alley"))

    assert not ChangeRequest.objects.exists()


def test_ten_changes_wait_at_most(zahra, family, maryam):
    Family.objects.filter(pk=family.pk).update(status="verified")
    for number in range(10):
        assert zahra.post("/f/changes/", pages.home(address=f"Alley {number}")).status_code == 302

    refused = zahra.post("/f/changes/", pages.home(address="One more"))
    zahra.post("/f/changes/person/", pages.SON)

    assert refused.status_code == 422
    assert "ten of the changes you asked for are waiting" in refused.content.decode()
    assert ChangeRequest.objects.count() == 10
    accept_change(request=ChangeRequest.objects.last(), by=maryam)
    assert zahra.post("/f/changes/", pages.home(address="One more")).status_code == 302


def test_moving_to_another_county_moves_no_file_but_asks_the_desk(zahra, family, tehran, shiraz):
    zahra.post("/f/changes/", pages.home("Shiraz"))

    family.refresh_from_db()
    assert (family.county, family.association) == (shiraz.county, tehran)
    assert Task.objects.filter(kind="check_location", association=None).exists()


def test_a_person_is_added_at_once_or_asked_for(zahra, family, maryam):
    zahra.post("/f/changes/person/", pages.SON)
    assert family.members.count() == 4

    Family.objects.filter(pk=family.pk).update(status="assessed")
    zahra.post("/f/changes/person/", pages.SON | {"first_name": "رضا"})
    assert family.members.count() == 4

    accept_change(request=ChangeRequest.objects.get(), by=maryam)
    family.refresh_from_db()
    assert (family.members.count(), family.size) == (5, 5)


def test_a_consent_taken_back_acts_at_once(zahra, family, maryam, sara):
    need = family.needs.get(need_type__code="E02")
    type(need).objects.filter(pk=need.pk).update(
        status="confirmed", publication="published", proposed_by=maryam, approved_by=sara
    )

    zahra.post("/f/consents/", {"purpose": "share_non_identifiable", "act": "withdraw"})

    need.refresh_from_db()
    assert need.publication == "closed"
    standing = family.consents.filter(withdrawn_at=None)
    assert [consent.purpose for consent in standing] == ["case_services"]


def test_taking_back_the_consent_to_services_ends_all_and_tells_the_association(zahra, family):
    zahra.post("/f/consents/", {"purpose": "case_services", "act": "withdraw"})

    assert not family.consents.filter(withdrawn_at=None).exists()
    assert "close our file" in Message.objects.get().body


def test_without_the_first_consent_the_file_promises_no_help_and_with_it_goes_on(zahra, family):
    Family.objects.filter(pk=family.pk).update(status="assessed")
    assert "arranges help" in zahra.get("/f/file/").content.decode()

    zahra.post("/f/consents/", {"purpose": "case_services", "act": "withdraw"})
    without = zahra.get("/f/file/").content.decode()
    given = zahra.post("/f/consents/", {"purpose": "case_services", "act": "give"}, follow=True)
    after = zahra.get("/f/file/").content.decode()

    assert "arranges help" not in without
    assert "nobody works on your file any more" in without
    assert "your file goes on from where it stood" in given.content.decode()
    assert "arranges help" in after
    assert [message.body for message in Message.objects.order_by("pk")] == [
        "We take back our consent. Please close our file.",
        "We agree again. Please go on with our file.",
    ]
    standing = family.consents.filter(withdrawn_at=None)
    assert [consent.purpose for consent in standing] == ["case_services"]


def test_a_consent_is_given_again(zahra, family):
    zahra.post("/f/consents/", {"purpose": "messages", "act": "give"})
    zahra.post("/f/consents/", {"purpose": "messages", "act": "give"})

    assert Consent.objects.filter(family=family, purpose="messages").count() == 1


def test_what_the_family_does_is_signed_by_the_family(zahra, family):
    zahra.post("/f/changes/", pages.home(address="New street"))

    record = Family.history.latest()
    assert (record.actor_name, record.actor_place) == ("family", family.code)
    assert record.history_change_reason == "The family on its own page"


def test_a_session_opens_one_file_only(zahra, family, kaveh, evin, shiraz):
    head = [world.person_in_answers("Mahin", "head", "1970-01-01", "f")]
    other = world.registered(world.prisoner(evin), kaveh, world.answers("Shiraz", members=head))
    Message.objects.create(
        family=other.family, side="family", body="Their secret", sent_at=other.family.opened_at
    )

    for page in ("file", "messages", "changes", "consents"):
        text = zahra.get(f"/f/{page}/?family={other.family.pk}").content.decode()
        assert "Their secret" not in text
        assert "Mahin" not in text
        assert shiraz.name_en not in text


@pytest.mark.parametrize("status", Family.Status.values)
def test_every_state_has_its_words(status, zahra, family):
    Family.objects.filter(pk=family.pk).update(status=status)

    assert zahra.get("/f/file/").status_code == 200


def test_a_family_that_lost_its_pin_gets_a_new_one_and_the_old_opens_nothing(
    client, receipt, family, maryam, shiraz, reza
):
    page = reverse("admin:registry_family_new-key", args=[family.pk])
    client.force_login(reza)
    assert client.post(page).status_code == 302
    assert sign_in(Client(), receipt).status_code == 302

    client.force_login(maryam)
    answer = client.post(page)

    code, pin = answer.context["code"], answer.context["pin"]
    assert pin in answer.content.decode()
    assert sign_in(Client(), receipt).status_code != 302
    assert Client().post("/f/", {"code": code, "pin": pin}).status_code == 302
    change = family.history.latest("history_id")
    assert change.actor_name == "Maryam"
