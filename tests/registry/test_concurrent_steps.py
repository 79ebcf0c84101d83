"""Two people at the same work: steps, actions of lists, and the family's own page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit import versions
from registry.models import Family
from tests import road, world
from tests.doors import page, said
from tests.windows import form_on, hidden_on, window


@pytest.fixture
def family(tehran):
    return world.family(
        tehran, contact_name="Zahra", address="1 Mehr Alley", housing="rent", phone="09120000001"
    )


# Steps


def test_a_step_on_a_file_that_has_changed_is_not_taken_before_it_was_seen(
    family, maryam, hamid, sara
):
    mine, hers = window(sara), window(maryam)
    opened = mine.get(page(family, "assign"))
    kept = hidden_on(opened) | {"to": hamid.pk}
    hers.post(page(family, "edit"), form_on(hers, page(family, "edit")) | {"address": "2 Mehr"})

    refused = mine.post(page(family, "assign"), kept)

    text = refused.content.decode()
    assert refused.status_code == 409
    assert "Maryam" in text
    assert "2 Mehr" in text
    assert road.fresh(family).worker is None
    again = mine.post(page(family, "assign"), kept | hidden_on(refused))
    assert again.status_code == 302
    assert road.fresh(family).worker == hamid


def test_the_old_and_the_new_postal_code_are_told_to_whoever_may_read_them(
    family, maryam, hamid, laleh
):
    steps = {hamid: "contact-data", laleh: "reroute"}
    windows = {person: window(person) for person in steps}
    kept = {who: hidden_on(windows[who].get(page(family, steps[who]))) for who in steps}
    changed(window(maryam), family, postal_code="8133783611")

    shown = {}
    for who, step in steps.items():
        answer = windows[who].post(page(family, step), kept[who] | of_contact(family))
        assert answer.status_code == 409
        shown[who] = answer.content.decode()

    assert "8133783611" in shown[hamid]
    assert "•••" not in shown[hamid]
    assert "8133783611" not in shown[laleh]


def test_a_step_that_a_colleague_has_taken_says_so(family, maryam, hamid):
    mine = window(maryam)
    kept = hidden_on(mine.get(page(family, "contact")))
    road.contacted(family, hamid)

    refused = mine.post(page(family, "contact"), kept)

    assert refused.status_code == 409
    assert refused.context["against"]
    assert road.fresh(family).worker == hamid


def test_a_step_that_only_adds_is_taken_whatever_has_changed(family, maryam):
    mine = window(maryam)
    kept = hidden_on(mine.get(page(family, "write")))
    kept[versions.FIELD] = versions.seal(family, versions.version_of(family))
    Family.objects.filter(pk=family.pk).update(address="2 Mehr")

    assert mine.post(page(family, "write"), kept | {"body": "On Monday."}).status_code == 302


@pytest.mark.parametrize("token", ["", "7:forged"])
def test_a_step_that_does_not_say_what_it_showed_is_not_taken(token, family, maryam):
    refused = window(maryam).post(page(family, "contact"), {versions.FIELD: token})

    assert refused.status_code == 409
    assert road.fresh(family).status == Family.Status.REFERRED


def test_two_people_in_two_sections_of_a_file_both_save(family, maryam, hamid):
    mine, hers = window(maryam), window(hamid)
    means = page(family, "means")
    typed = {"housing": "rent", "income_rial": "5000000", "other_support": "none"}
    typed |= {"preferred_support": "both", **hidden_on(mine.get(means))}
    changed(hers, family, address="2 Mehr")

    saved = mine.post(means, typed)

    assert saved.status_code == 302
    assert "Hamid" in said(mine.get(page(family)))
    assert (road.fresh(family).address, road.fresh(family).income_rial) == ("2 Mehr", 50_000_000)


def test_two_people_in_one_section_of_a_file_do_not_undo_each_other(family, maryam, hamid):
    mine, hers = window(maryam), window(hamid)
    kept = hidden_on(mine.get(page(family, "contact-data")))
    changed(hers, family, address="2 Mehr")

    refused = mine.post(page(family, "contact-data"), kept | of_contact(family))

    assert refused.status_code == 409
    assert road.fresh(family).address == "2 Mehr"


def of_contact(family, **changes):
    return {"contact_name": "Zahra", "county": family.county_id, "language": "fa"} | changes


def changed(client, family, **changes):
    kept = hidden_on(client.get(page(family, "contact-data")))
    client.post(page(family, "contact-data"), kept | of_contact(family, **changes))


# Lists and their actions


@pytest.fixture
def needs(family, maryam, sara):
    road.assessed(family, maryam, sara)
    return [world.need(family, code, status="confirmed") for code in ("E02", "S02")]


def test_an_action_on_a_row_that_has_changed_does_nothing(needs, maryam):
    the_list = reverse("admin:registry_need_changelist")
    mine = window(maryam)
    kept = hidden_on(mine.get(the_list))
    chosen = {"action": "propose", "index": 0, "_selected_action": [need.pk for need in needs]}
    type(needs[0]).objects.filter(pk=needs[0].pk).update(urgency="urgent")

    refused = mine.post(the_list, kept | chosen, follow=True)

    assert "1 of the entries chosen has been changed" in said(refused)
    assert {road.fresh(need).publication for need in needs} == {"private"}
    kept = hidden_on(refused)
    done = mine.post(the_list, kept | chosen, follow=True)
    assert len(done.context["taken"]) == 2  # what would happen, to both


@pytest.mark.parametrize("token", ["", "forged"])
def test_an_action_without_the_versions_of_the_list_does_nothing(token, needs, maryam):
    the_list = reverse("admin:registry_need_changelist")
    chosen = {"action": "propose", "index": 0, "_selected_action": [need.pk for need in needs]}

    refused = window(maryam).post(the_list, chosen | {versions.FIELD_OF_LIST: token}, follow=True)

    assert "did not say which versions" in said(refused)
    assert {road.fresh(need).publication for need in needs} == {"private"}


def test_a_longer_list_asks_for_its_versions_in_as_many_queries(needs, family, maryam):
    the_list = reverse("admin:registry_need_changelist")
    mine = window(maryam)
    mine.get(the_list)
    with CaptureQueriesContext(connection) as few:
        mine.get(the_list)
    for code in ("E01", "E03", "E04", "H01"):
        world.need(family, code)
    with CaptureQueriesContext(connection) as many:
        mine.get(the_list)

    assert len(many) <= len(few)


# The family's own page


@pytest.fixture
def phone(evin, kaveh, tehran):
    """A family behind its own code and PIN."""
    receipt = world.registered(world.prisoner(evin), kaveh)
    browser = Client(headers={"accept-language": "en"})
    browser.post("/f/", {"code": receipt.tracking_code, "pin": receipt.pin})
    browser.family = receipt.family
    return browser


def told_by(browser) -> dict[str, str]:
    answer = browser.get("/f/changes/")
    shown = {bound.html_name: bound.value() for bound in answer.context["form"]}
    return shown | hidden_on(answer)


def test_what_a_family_left_as_it_was_does_not_undo_the_association(phone):
    form = told_by(phone)
    Family.objects.filter(pk=phone.family.pk).update(address="2 Mehr")

    assert phone.post("/f/changes/", form | {"phone": "09120000009"}).status_code == 302

    family = road.fresh(phone.family)
    assert (family.address, family.phone) == ("2 Mehr", "09120000009")


def test_a_family_is_shown_what_it_would_undo(phone):
    form = told_by(phone)
    Family.objects.filter(pk=phone.family.pk).update(address="2 Mehr")

    asked = phone.post("/f/changes/", form | {"address": "3 Mehr"})

    assert asked.status_code == 422
    assert "2 Mehr" in asked.content.decode()
    assert road.fresh(phone.family).address == "2 Mehr"
    again = form | {"address": "3 Mehr"} | hidden_on(asked)
    assert phone.post("/f/changes/", again).status_code == 302
    assert road.fresh(phone.family).address == "3 Mehr"


# What stands beside the row of a step


def test_an_invitation_issued_meanwhile_is_not_ended_unseen(evin, kaveh):
    prisoner = world.prisoner(evin)
    invite = reverse("admin:registry_prisoner_invite", args=[prisoner.pk])
    mine = window(kaveh)
    asked = hidden_on(mine.get(invite))
    asked |= {"language": "fa", "channel": "paper"}
    world.invited(prisoner, kaveh)

    refused = mine.post(invite, asked)

    assert refused.status_code == 409
    assert prisoner.invitations.usable().count() == 1
    assert mine.post(invite, asked | hidden_on(refused)).status_code == 200
    assert prisoner.invitations.count() == 2


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_step_that_does_not_say_what_stood_beside_it_is_not_taken(token, evin, kaveh):
    prisoner = world.prisoner(evin)
    invite = reverse("admin:registry_prisoner_invite", args=[prisoner.pk])
    asked = {"language": "fa", "channel": "paper", versions.FIELD_BESIDE: token}

    assert window(kaveh).post(invite, asked).status_code == 409
    assert prisoner.invitations.count() == 0


def test_papers_found_wrong_meanwhile_stop_the_verification(family, maryam, hamid, sara):
    road.identified(family, maryam)
    road.with_documents(family, maryam)
    mine = window(sara)
    decided = hidden_on(mine.get(page(family, "verify")))
    decided |= {"decision": "verified"}
    paper = family.documents.first()
    paper.status = "invalid"
    paper.save()

    refused = mine.post(page(family, "verify"), decided)

    assert refused.status_code == 409
    assert road.fresh(family).status == Family.Status.IDENTIFIED


def test_answers_that_were_given_meanwhile_are_not_told_as_they_are_stored(
    family, maryam, hamid, sara
):
    road.verified(family, maryam, hamid)
    pages = {person: window(person) for person in (maryam, hamid)}
    kept = {person: hidden_on(each.get(page(family, "assess"))) for person, each in pages.items()}
    given = road.answers(3) | {"narrative": "They cope."}

    pages[hamid].post(page(family, "assess"), kept[hamid] | given)
    refused = pages[maryam].post(page(family, "assess"), kept[maryam] | given)

    assert refused.status_code == 409
    assert "{&#x27;" not in refused.content.decode()
    assert "•••" in refused.content.decode()
