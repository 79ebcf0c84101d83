"""Save, pressed again: after a lost answer, twice in a row, or on a page that is too old."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import SentForm
from audit.once import FIELD, LONGEST, forget_some, new_key
from registry import codes
from registry.models import Attempt, Member, Message, NeedType
from tests import world
from tests.doors import chosen, hidden, page, said
from tests.intake.pages import CONSENT

MEMBERS = reverse("admin:registry_member_add")


@pytest.fixture
def family(tehran):
    return world.family(tehran, contact_name="Zahra Karimi")


def key_on(answer) -> str:
    """The key of the form that a page shows."""
    return re.search(rf'name="{FIELD}" value="([^"]+)"', answer.content.decode())[1]


def hidden_on(answer) -> dict[str, str]:
    """All that the page carries unseen."""
    return dict(
        re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode())
    )


def child(family, **facts):
    person = {"first_name": "Omid", "last_name": "Karimi", "relation": "son", "sex": "m"}
    person |= {"school": "enrolled", "insurance": "none", "birth_date": "1395/1/1"}
    return person | {"lives_with": "on", "family": family.pk} | facts


def test_a_message_sent_twice_is_written_once(family, maryam, sign_in):
    client = sign_in(maryam)
    once = key_on(client.get(page(family, "write")))
    first = client.post(page(family, "write"), {"body": "On Monday.", FIELD: once})

    again = client.post(page(family, "write"), {"body": "On Monday.", FIELD: once}, follow=True)

    assert Message.objects.count() == 1
    assert again.redirect_chain == [(first["Location"], 302)]
    assert "had reached us already" in said(again)
    assert Message.history.count() == 1


def test_a_row_added_twice_is_there_once_and_the_answer_is_the_first(family, maryam, sign_in):
    client = sign_in(maryam)
    once = key_on(client.get(f"{MEMBERS}?family={family.pk}"))

    answers = [client.post(MEMBERS, child(family) | {FIELD: once}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [302] * 3
    assert len({answer["Location"] for answer in answers}) == 1
    assert Member.objects.filter(first_name="Omid").count() == 1


def test_two_pages_of_the_same_form_are_two_forms(family, maryam, sign_in):
    client = sign_in(maryam)

    for _ in range(2):
        once = key_on(client.get(f"{MEMBERS}?family={family.pk}"))
        client.post(MEMBERS, child(family) | {FIELD: once})

    assert Member.objects.filter(first_name="Omid").count() == 2


def test_a_form_with_an_error_keeps_its_key_for_the_corrected_one(family, maryam, sign_in):
    client = sign_in(maryam)
    once = key_on(client.get(page(family, "write")))
    wrong = client.post(page(family, "write"), {"body": "", FIELD: once})
    assert wrong.status_code == 200
    assert SentForm.objects.count() == 0

    right = client.post(page(family, "write"), {"body": "On Monday.", FIELD: once})

    assert right.status_code == 302
    assert Message.objects.count() == 1


def test_what_breaks_in_the_middle_leaves_neither_work_nor_key(
    family, maryam, sign_in, monkeypatch
):
    client = sign_in(maryam)
    client.raise_request_exception = False
    once = key_on(client.get(page(family, "write")))
    sent = {"body": "On Monday.", FIELD: once}
    with monkeypatch.context() as broken:
        broken.setattr("registry.admin.steps.step.SteppingAdmin.after", lambda *a: 1 / 0)
        assert client.post(page(family, "write"), sent).status_code == 500
    assert (Message.objects.count(), SentForm.objects.count()) == (0, 0)

    assert client.post(page(family, "write"), sent).status_code == 302
    assert Message.objects.count() == 1


def test_the_same_key_with_other_words_is_refused_and_says_so(family, maryam, sign_in):
    """The page was sent, and then changed in a window that was still open."""
    client = sign_in(maryam)
    once = key_on(client.get(page(family, "write")))
    client.post(page(family, "write"), {"body": "On Monday.", FIELD: once})

    refused = client.post(page(family, "write"), {"body": "On Tuesday.", FIELD: once})

    assert refused.status_code == 409
    assert "is not stored" in refused.content.decode()
    assert Message.objects.get().body == "On Monday."


def test_a_key_of_another_page_or_person_opens_nothing_of_theirs(family, maryam, hamid, sign_in):
    client = sign_in(maryam)
    once = key_on(client.get(page(family, "write")))
    client.post(page(family, "write"), {"body": "On Monday.", FIELD: once})

    assert client.post(page(family, "assign"), {"to": hamid.pk, FIELD: once}).status_code == 409
    other = sign_in(hamid).post(page(family, "write"), {"body": "On Monday.", FIELD: once})

    # Hamid's own press is his own: it is carried out, and tells nothing of Maryam's.
    assert other.status_code == 302
    assert set(Message.objects.values_list("author__username", flat=True)) == {"maryam", "hamid"}


@pytest.mark.parametrize(
    "key",
    ["", "made-up", new_key()[:-3] + "abc", TimestampSigner(salt="other").sign("x")],
    ids=["no key", "made up", "tampered with", "signed for something else"],
)
def test_a_form_without_a_key_of_ours_is_refused(key, family, maryam, sign_in):
    client = sign_in(maryam)

    refused = client.post(page(family, "write"), {"body": "On Monday.", FIELD: key})

    assert refused.status_code == 400
    assert "Nothing was stored" in refused.content.decode()
    assert Message.objects.count() == 0
    assert client.post(page(family, "write"), {"body": "On Monday."}).status_code == 302


def test_a_page_older_than_the_memory_of_keys_is_refused(family, maryam, sign_in, monkeypatch):
    client = sign_in(maryam)
    once = key_on(client.get(page(family, "write")))
    monkeypatch.setattr("audit.once.LONGEST", timedelta(seconds=-1))

    refused = client.post(page(family, "write"), {"body": "On Monday.", FIELD: once})

    assert refused.status_code == 400
    assert Message.objects.count() == 0


def test_old_keys_are_forgotten_a_few_at_a_time(db):
    for number in range(25):
        SentForm.objects.create(key=f"{number}", page="x", said="x")
    SentForm.objects.update(at=timezone.now() - LONGEST - timedelta(minutes=1))
    SentForm.objects.create(key="young", page="x", said="x")

    forget_some(SentForm)
    assert SentForm.objects.count() == 6
    forget_some(SentForm)
    assert SentForm.objects.get().key == "young"


def test_an_action_of_a_list_is_carried_out_once(sara, maryam, tehran, sign_in):
    the_list = reverse("admin:registry_membership_changelist")
    membership = maryam.memberships.get()
    client = sign_in(sara)
    shown = client.post(the_list, {"action": "close_account", **chosen(membership)})
    confirmed = hidden(shown) | {FIELD: key_on(shown)}
    client.post(the_list, confirmed)
    records = maryam.history.count()

    again = client.post(the_list, confirmed, follow=True)

    assert "had reached us already" in said(again)
    assert "changed since" not in said(again)
    assert maryam.history.count() == records


def test_what_is_kept_names_nobody_and_opens_nothing(family, maryam, evin, kaveh, sign_in):
    client = sign_in(maryam)
    client.post(page(family, "write"), {"body": "Zahra, on Monday."})
    token = world.invited(world.prisoner(evin), kaveh)
    Client().post(f"/r/{token}/consent/", CONSENT)

    kept = [f"{vars(sent)}" for sent in SentForm.objects.all()]

    assert len(kept) == 2
    assert not [text for text in kept if "Zahra" in text or "Monday" in text or token in text]


def test_a_link_typed_with_spaces_is_not_kept_either(evin, kaveh):
    typed = codes.in_groups(world.invited(world.prisoner(evin), kaveh)).replace("-", " ")
    address = f"/r/{quote(typed)}/consent/"
    phone = Client()
    sent = CONSENT | {FIELD: key_on(phone.get(address))}

    first, again = phone.post(address, sent), phone.post(address, sent)

    assert first.status_code == 302
    assert first["Location"] == again["Location"]
    assert SentForm.objects.get().answer.startswith("/r/{token}/")


def test_a_page_of_the_link_sent_twice_goes_on_to_the_same_page(evin, kaveh):
    token = world.invited(world.prisoner(evin), kaveh)
    phone = Client()
    once = key_on(phone.get(f"/r/{token}/members/add/"))
    head = {"first_name": "زهرا", "last_name": "احمدی", "sex": "f", "birth": "1369/2/11"}

    first = phone.post(f"/r/{token}/members/add/", head | {FIELD: once})
    again = phone.post(f"/r/{token}/members/add/", head | {FIELD: once})

    assert first["Location"] == again["Location"] == f"/r/{token}/members/"
    assert phone.get(f"/r/{token}/members/").content.decode().count("احمدی") == 1


def test_wrong_links_are_counted_although_nothing_else_is_stored(db):
    """The count of wrong attempts stands, or nobody could be stopped."""
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    answers = [stranger.post(f"/r/never-was-{number}/consent/", CONSENT) for number in range(3)]

    assert {answer.status_code for answer in answers} == {404}
    assert Attempt.objects.get().count == 3
    assert SentForm.objects.count() == 0


def test_a_login_that_ended_meanwhile_does_not_use_the_key_up(family, maryam, sign_in):
    client = sign_in(maryam)
    once = key_on(client.get(page(family, "write")))
    client.logout()
    sent = {"body": "On Monday.", FIELD: once}
    assert client.post(page(family, "write"), sent).status_code == 403

    client.force_login(maryam)

    assert client.post(page(family, "write"), sent).status_code == 302
    assert Message.objects.count() == 1


def test_a_search_stores_no_key(family, maryam, sign_in):
    the_list = reverse("admin:registry_family_changelist")
    found = sign_in(maryam).post(the_list, {"_search": "Zahra", "_filters": "", FIELD: ""})

    assert found.status_code == 302
    assert SentForm.objects.count() == 0


def test_every_form_of_the_office_carries_a_key(family, sara, laleh, evin, kaveh, sign_in):
    pages = {
        laleh: [reverse("admin:registry_needtype_change", args=[NeedType.objects.first().pk])],
        sara: [reverse("admin:registry_membership_changelist")],
        kaveh: [reverse("admin:registry_prisoner_add")],
    }
    for person, addresses in pages.items():
        for address in addresses:
            assert key_on(sign_in(person).get(address))
