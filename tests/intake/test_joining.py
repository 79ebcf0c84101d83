"""Somebody registers into a file that is open: perhaps a woman who left the man holding its key."""

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import ChangeRequest, Family
from registry.services import credentials
from registry.services.changes import accept_change
from tests import road, world
from tests.doors import said, take
from tests.intake import pages

pytestmark = pytest.mark.django_db

NATIONAL_ID = "0499370899"
NEW_PHONE, NEW_STREET = "09350000000", "A shelter in Shiraz"


def household(phone, address):
    home = world.answers()["home"] | {"phone": phone, "address": address}
    head = world.person_in_answers("Zahra", "head", "1990-05-01", "f", national_id=NATIONAL_ID)
    return world.answers(home=home, members=[head])


@pytest.fixture
def first(tehran, kaveh, evin):
    """The registration whose code and PIN are in somebody's hand."""
    return world.registered(world.prisoner(evin), kaveh, household("09121234567", "12 Mehr"))


@pytest.fixture
def joined(first, kaveh, evin):
    """What the second registration wants changed in the file."""
    brother = world.prisoner(evin, first_name="Behzad")
    world.registered(brother, kaveh, household(NEW_PHONE, NEW_STREET))
    return ChangeRequest.objects.get()


@pytest.fixture
def holder(first):
    """The browser of whoever holds the first code and PIN."""
    browser = Client()
    assert sign_in(browser, first.tracking_code, first.pin).status_code == 302
    return browser


def sign_in(browser, code, pin):
    return browser.post("/f/", {"code": code, "pin": pin})


def all_pages(browser):
    shown = ("file", "messages", "changes", "changes/person", "consents")
    return "".join(browser.get(f"/f/{page}/", follow=True).content.decode() for page in shown)


def test_before_it_is_decided_the_first_holder_learns_nothing(holder, joined):
    seen = all_pages(holder)

    assert "looking at a change you asked for" not in seen
    assert "What you asked to change" not in seen
    assert NEW_STREET not in seen


def test_what_the_holder_asked_himself_he_is_told(holder, joined):
    Family.objects.update(status="verified")

    holder.post("/f/changes/", pages.home(address="Elsewhere"))

    assert "looking at a change you asked for" in all_pages(holder)
    assert len(holder.get("/f/changes/").context["requests"]) == 1


def test_once_it_is_accepted_the_first_key_opens_nothing(holder, first, joined, maryam):
    accept_change(request=joined, by=maryam)

    family = road.fresh(first.family)
    assert (family.phone, family.address) == (NEW_PHONE, NEW_STREET)
    assert NEW_STREET not in all_pages(holder)
    assert holder.get("/f/changes/").headers["Location"] == "/f/"
    assert sign_in(Client(), first.tracking_code, first.pin).status_code == 422


def test_a_change_the_holder_asked_himself_leaves_him_his_key(holder, first, maryam):
    Family.objects.update(status="verified")
    holder.post("/f/changes/", pages.home(address="Elsewhere"))

    accept_change(request=ChangeRequest.objects.get(), by=maryam)

    assert "Elsewhere" in holder.get("/f/changes/").content.decode()
    assert sign_in(Client(), first.tracking_code, first.pin).status_code == 302


def test_a_new_key_opens_the_file_for_whom_the_association_spoke_with(first, joined, maryam):
    accept_change(request=joined, by=maryam)

    fresh = credentials.renew(family=first.family)

    hers = Client()
    assert sign_in(hers, fresh.code, fresh.pin).status_code == 302
    assert NEW_STREET in hers.get("/f/changes/").content.decode()


def test_a_rejected_one_stays_unknown_to_the_first_holder(holder, first, joined, maryam, client):
    client.force_login(maryam)
    answer = take(
        client,
        reverse("admin:registry_changerequest_reject", args=[joined.pk]),
        reason="She has left him.",
    )

    assert "Nothing of this is shown" in said(answer)
    assert "She has left him." not in all_pages(holder)
    assert sign_in(Client(), first.tracking_code, first.pin).status_code == 302


def test_the_social_worker_is_told_before_she_accepts(joined, maryam, client):
    client.force_login(maryam)
    page = reverse("admin:registry_changerequest_accept", args=[joined.pk])

    assert "This came by a second registration" in client.get(page).content.decode()
    assert "give new ones to the person you have spoken with" in said(take(client, page))


def test_of_an_ordinary_change_she_is_told_nothing_of_the_kind(first, maryam, client):
    wanted = {"address": {"from": "12 Mehr", "to": "13 Mehr"}}
    own = ChangeRequest.objects.create(
        family=first.family, wanted=wanted, asked_at=first.family.opened_at
    )
    client.force_login(maryam)
    page = reverse("admin:registry_changerequest_accept", args=[own.pk])

    assert "This came by a second registration" not in client.get(page).content.decode()
    assert "give new ones" not in said(take(client, page))
