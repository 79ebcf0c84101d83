"""Two people in one row: on a page of fields, and in the rows of a table."""

import pytest
from django.urls import reverse

from audit import versions
from audit.merging import MINE, THEIRS
from registry.models import Family, Member
from tests import road, world
from tests.doors import page, said
from tests.windows import disputes, form_on, hidden_on, window


@pytest.fixture
def family(tehran):
    return world.family(
        tehran, contact_name="Zahra", address="1 Mehr Alley", housing="rent", phone="09120000001"
    )


# One field


def test_changes_of_different_fields_are_both_kept(family, maryam, sara):
    mine, hers = window(maryam), window(sara)
    form = form_on(mine, page(family, "edit"))
    hers.post(page(family, "edit"), form_on(hers, page(family, "edit")) | {"address": "2 Mehr"})

    saved = mine.post(page(family, "edit"), form | {"housing": "relatives"}, follow=True)

    family = road.fresh(family)
    assert (family.address, family.housing) == ("2 Mehr", "relatives")
    assert "Sara changed: address" in said(saved)
    assert family.history.count() == 3


def test_the_same_field_asks_and_stores_nothing(family, maryam, sara):
    mine, hers = window(maryam), window(sara)
    form = form_on(mine, page(family, "edit"))
    hers.post(page(family, "edit"), form_on(hers, page(family, "edit")) | {"address": "2 Mehr"})
    mine_typed = form | {"address": "3 Mehr", "contact_name": "Zari Karimi"}

    refused = mine.post(page(family, "edit"), mine_typed)

    assert refused.status_code == 409
    told = disputes(refused)[0]
    assert (told.before, told.theirs, told.mine) == ("1 Mehr Alley", "2 Mehr", "3 Mehr")
    assert "Sara" in refused.content.decode()
    assert "Zari Karimi" in refused.content.decode()
    assert road.fresh(family).address == "2 Mehr"
    assert family.history.count() == 2


@pytest.mark.parametrize(("choice", "address"), [(MINE, "3 Mehr"), (THEIRS, "2 Mehr")])
def test_what_was_chosen_is_saved_with_everything_else(choice, address, family, maryam, sara):
    mine, hers = window(maryam), window(sara)
    form = form_on(mine, page(family, "edit"))
    theirs = form_on(hers, page(family, "edit")) | {"address": "2 Mehr", "housing": "relatives"}
    hers.post(page(family, "edit"), theirs)
    typed = form | {"address": "3 Mehr", "contact_name": "Zari Karimi"}
    asked = mine.post(page(family, "edit"), typed)
    kept = typed | {"housing": asked.context["adminform"].form["housing"].value()}
    kept |= hidden_on(asked)

    unanswered = mine.post(page(family, "edit"), kept)
    assert unanswered.status_code == 409
    kept |= hidden_on(unanswered)
    mine.post(page(family, "edit"), kept | {"_choice-address": choice})

    family = road.fresh(family)
    assert (family.address, family.housing) == (address, "relatives")
    assert family.contact_name == "Zari Karimi"


def test_a_third_hand_while_choosing_asks_again(family, maryam, sara, hamid):
    mine, hers = window(maryam), window(sara)
    form = form_on(mine, page(family, "edit"))
    hers.post(page(family, "edit"), form_on(hers, page(family, "edit")) | {"address": "2 Mehr"})
    asked = mine.post(page(family, "edit"), form | {"address": "3 Mehr"})
    chosen = form | {"address": "3 Mehr", "_choice-address": MINE}
    chosen |= hidden_on(asked)
    third = window(hamid)
    third.post(page(family, "edit"), form_on(third, page(family, "edit")) | {"address": "4 Mehr"})

    again = mine.post(page(family, "edit"), chosen)

    assert again.status_code == 409
    assert disputes(again)[0].theirs == "4 Mehr"
    assert road.fresh(family).address == "4 Mehr"


def test_the_same_change_by_both_is_no_conflict(family, maryam, sara):
    mine, hers = window(maryam), window(sara)
    form = form_on(mine, page(family, "edit"))
    hers.post(page(family, "edit"), form_on(hers, page(family, "edit")) | {"address": "2 Mehr"})

    saved = mine.post(page(family, "edit"), form | {"address": "2 Mehr"})

    assert saved.status_code == 302
    assert family.history.count() == 2


def test_a_write_without_the_admin_counts_too(family, maryam):
    mine = window(maryam)
    form = form_on(mine, page(family, "edit"))
    Family.objects.filter(pk=family.pk).update(address="2 Mehr")

    assert mine.post(page(family, "edit"), form | {"address": "3 Mehr"}).status_code == 409
    assert mine.post(page(family, "edit"), form | {"housing": "relatives"}).status_code == 302
    assert road.fresh(family).address == "2 Mehr"


def test_a_save_that_changes_nothing_is_no_version(family, maryam):
    mine = window(maryam)
    form = form_on(mine, page(family, "edit"))
    family.save()

    assert mine.post(page(family, "edit"), form | {"address": "3 Mehr"}).status_code == 302


def test_a_phone_number_is_compared_and_shown_only_to_who_may_fill_it_in(family, maryam, sara):
    mine, hers = window(maryam), window(sara)
    form = form_on(mine, page(family, "edit"))
    theirs = form_on(hers, page(family, "edit")) | {"phone": "09120000002"}
    hers.post(page(family, "edit"), theirs)

    refused = mine.post(page(family, "edit"), form | {"phone": "09120000003"})

    told = disputes(refused)[0]
    assert (told.before, told.theirs, told.mine) == ("09120000001", "09120000002", "09120000003")


def test_a_field_she_may_not_read_is_neither_told_nor_lost(evin, kaveh, mina, monkeypatch):
    prisoner = world.prisoner(evin, national_id="0499370899")
    address = reverse("admin:registry_prisoner_change", args=[prisoner.pk])
    mine = window(kaveh)
    hide = lambda self, user, row=None: frozenset({"national_id"})  # noqa: E731
    monkeypatch.setattr("permissions.access.Access.hidden_fields", hide)
    form = form_on(mine, address)
    assert "national_id" not in form
    prisoner.national_id = "0013542419"
    prisoner.save()

    saved = mine.post(address, form | {"first_name": "Behnam"}, follow=True)

    assert road.fresh(prisoner).national_id == "0013542419"
    assert road.fresh(prisoner).first_name == "Behnam"
    assert "national" not in said(saved).lower()
    assert "0013542419" not in saved.content.decode()


@pytest.mark.parametrize("token", ["", "7", "7:forged", "of another row"])
def test_a_form_that_does_not_say_what_it_showed_is_refused(token, family, tehran, maryam):
    mine = window(maryam)
    form = form_on(mine, page(family, "edit"))
    if token == "of another row":
        other = world.family(tehran)
        token = versions.seal(other, versions.version_of(family))

    refused = mine.post(page(family, "edit"), form | {versions.FIELD: token, "address": "3 Mehr"})

    assert refused.status_code == 200
    assert "did not say which version" in refused.content.decode()
    assert road.fresh(family).address == "1 Mehr Alley"


def test_a_page_never_claims_a_version_newer_than_what_it_shows(family):
    """The row was read, then changed by somebody else, and only then its version was asked."""
    read = road.fresh(family)
    before = versions.version_of(family)
    Family.objects.filter(pk=family.pk).update(address="2 Mehr")
    Family.objects.filter(pk=family.pk).update(address="3 Mehr")

    assert versions.shown([read]) == {family.pk: before}
    assert versions.shown_on(read) == before
    assert versions.shown([road.fresh(family)]) == {family.pk: versions.version_of(family)}


# Inline rows


@pytest.mark.urls("tests.registry.shared_office")
def test_rows_of_a_table_are_merged_and_asked_about_like_any_form(family, maryam, sara):
    address = reverse("admin:registry_family_change", args=[family.pk])
    mine, hers = window(maryam), window(sara)
    form = form_on(mine, address)
    counts = {"members-TOTAL_FORMS": 1, "members-INITIAL_FORMS": 1}
    theirs = form_on(hers, address) | counts
    hers.post(address, theirs | {"members-0-first_name": "Zohreh"})
    assert Member.objects.get().first_name == "Zohreh"

    refused = mine.post(address, form | counts | {"members-0-first_name": "Zari"})
    assert refused.status_code == 409
    assert disputes(refused)[0].theirs == "Zohreh"
    merged = mine.post(address, form | counts | {"members-0-last_name": "Ahmadi"}, follow=True)

    member = Member.objects.get()
    assert (member.first_name, member.last_name) == ("Zohreh", "Ahmadi")
    assert "Sara changed: first name" in said(merged)


@pytest.mark.urls("tests.registry.shared_office")
def test_a_row_of_a_table_without_its_version_is_refused(family, maryam):
    address = reverse("admin:registry_family_change", args=[family.pk])
    mine = window(maryam)
    form = form_on(mine, address) | {"members-TOTAL_FORMS": 1, "members-INITIAL_FORMS": 1}
    form |= {"members-0-first_name": "Zari", f"members-0-{versions.FIELD}": ""}

    assert mine.post(address, form).status_code == 200
    assert Member.objects.get().first_name == "Zahra"
