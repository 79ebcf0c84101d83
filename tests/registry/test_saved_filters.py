"""Filters saved by name: who sees them, who may change them, what is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permissions.roles import Role
from registry.models import SavedFilter
from registry.services.membership import begin_membership, end_membership
from registry.services.saved_filters import MOST
from tests import world
from tests.doors import said

FAMILIES = reverse("admin:registry_family_changelist")
SAVED = reverse("office_saved_filters", args=["family"])


@pytest.fixture
def act(client):
    """Something a person sends to the page of the saved filters."""

    def as_(user, **sent):
        client.force_login(user)
        return client.post(SAVED, sent, follow=True)

    return as_


@pytest.fixture
def save(act):
    def as_(user, name="Mine", values="status=contacted", **sent):
        return act(user, act="save", name=name, values=values, **sent)

    return as_


@pytest.fixture
def tabs(client):
    def of(user, address=FAMILIES):
        client.force_login(user)
        answer = client.get(address, {"reset": 1}, follow=True)
        return {tab.name: tab for tab in answer.context["cl"].tabs}

    return of


def test_what_is_in_use_is_saved_under_a_name_and_becomes_a_tab(save, tabs, client, tehran, maryam):
    world.family(tehran, status="contacted", contact_name="Zahra")
    world.family(tehran, status="referred", contact_name="Leila")

    answer = save(maryam, "To identify", "status=contacted&opened_from=1405/1/1")

    assert "saved as" in said(answer)
    tab = tabs(maryam)["To identify"]
    assert tab.count == "1"
    opened = client.get(FAMILIES + tab.url)
    assert [row.contact_name for row in opened.context["cl"].result_list] == ["Zahra"]
    assert next(tab for tab in opened.context["cl"].tabs if tab.current).name == "To identify"


def test_words_of_a_search_and_unknown_values_are_not_kept(save, maryam):
    save(maryam, values="status=contacted&q=handle&o=1&contact_name=Zahra&p=2")

    assert SavedFilter.objects.get().values == {"status": ["contacted"]}


def test_ones_own_filters_are_nobody_elses(save, act, tabs, maryam, hamid, sara):
    save(maryam)
    own = SavedFilter.objects.get()

    assert set(tabs(maryam)) == {"Mine"}
    for colleague in (hamid, sara):
        assert tabs(colleague) == {}
        refused = act(colleague, act="change", filter=own.pk, name="Taken")
        never = act(colleague, act="change", filter=987654321, name="Taken")
        assert said(refused) == said(never) != ""
    assert SavedFilter.objects.get().name == "Mine"


def test_a_manager_shares_with_her_association(save, tabs, tehran, sara, maryam, reza):
    save(sara, "For all of us", association=tehran.code)

    assert tabs(maryam)["For all of us"].shared
    assert tabs(reza) == {}


def test_a_manager_shares_with_no_other_association(save, shiraz, sara):
    refused = save(sara, "For others", association=shiraz.code)

    assert "shared by whoever gives out the work" in said(refused)
    assert not SavedFilter.objects.exists()


def test_an_association_that_is_not_there_is_refused_like_one_of_others(save, act, shiraz, sara):
    answers = [save(sara, association=code) for code in (shiraz.code, "Z-99-999")]
    save(sara, "Own")
    own = SavedFilter.objects.get()
    answers += [
        act(sara, act="change", filter=own.pk, name="Own", association=code)
        for code in (shiraz.code, "Z-99-999")
    ]

    assert len({str(said(answer)) for answer in answers}) == 1
    own.refresh_from_db()
    assert own.association is None


def test_of_several_values_only_what_is_understood_is_kept(save, maryam):
    save(
        maryam,
        values="opened_from=Zahra+Karimi&opened_from=1405/1/1&status=contacted&status=contacted",
    )

    assert SavedFilter.objects.get().values == {
        "opened_from": ["1405/1/1"],
        "status": ["contacted"],
    }


def test_a_social_worker_does_not_share(save, tehran, maryam):
    answer = save(maryam, association=tehran.code)

    assert "ask your manager" in said(answer)
    assert not SavedFilter.objects.exists()


def test_a_shared_filter_is_changed_by_its_owner_and_the_manager_alone(
    save, act, tehran, sara, maryam
):
    save(sara, "Ours", association=tehran.code)
    shared = SavedFilter.objects.get()

    refused = act(maryam, act="change", filter=shared.pk, name="Hers", association=tehran.code)
    assert "Only its owner" in said(refused)
    assert "Only its owner" in said(act(maryam, act="retire", filter=shared.pk))
    other = world.person("leila", Role.MANAGER, tehran)
    act(sara, act="change", filter=shared.pk, name="Renamed", association=tehran.code)
    assert SavedFilter.objects.get().name == "Renamed"
    act(other, act="retire", filter=shared.pk)
    assert SavedFilter.objects.get().retired_at is not None


def test_no_colleague_learns_by_renaming_what_else_the_owner_has_saved(save, act, tehran, sara):
    save(sara, "Ours", association=tehran.code)
    save(sara, "Only hers")
    shared = SavedFilter.objects.get(name="Ours")
    other = world.person("leila", Role.MANAGER, tehran)

    told = {
        said(act(other, act="change", filter=shared.pk, name=name, association=tehran.code))
        for name in ("Only hers", "Nothing such")
    }

    assert len(told) == 1
    assert "give it another name" in told.pop()
    assert SavedFilter.objects.get(pk=shared.pk).name == "Ours"


def test_what_is_taken_away_leaves_the_list_and_stays_in_the_history(save, act, tabs, maryam):
    save(maryam)
    own = SavedFilter.objects.get()

    act(maryam, act="retire", filter=own.pk)

    assert tabs(maryam) == {}
    own.refresh_from_db()
    assert own.retired_at is not None
    assert [record.actor_name for record in own.history.all()] == ["Maryam", "Maryam"]
    assert "saved as" in said(save(maryam))  # the name is free again


def test_a_name_is_given_once_and_is_needed(save, maryam, hamid):
    save(maryam)

    assert "Choose another name" in said(save(maryam))
    assert "need a name" in said(save(maryam, "  "))
    assert "saved as" in said(save(hamid))


def test_nothing_and_nonsense_are_not_saved(save, maryam):
    assert "no filter is in use" in said(save(maryam, values=""))
    assert "Nothing was saved" in said(save(maryam, values="status=nonsense"))
    assert not SavedFilter.objects.exists()


def test_there_is_an_end_to_what_one_person_saves(save, maryam):
    for number in range(MOST):
        save(maryam, f"Filter {number}")

    assert "Take one away" in said(save(maryam, "One more"))
    assert SavedFilter.objects.count() == MOST


def test_one_that_no_longer_fits_says_so(save, tabs, client, maryam):
    save(maryam)
    for values in ({"status": ["abolished"]}, {"gone": ["1"]}):
        saved = SavedFilter.objects.get()
        saved.values = values
        saved.save()

        assert tabs(maryam)["Mine"].unfit
    saved.values = {"status": ["abolished"]}
    saved.save()
    opened = client.get(FAMILIES + tabs(maryam)["Mine"].url)
    assert 'role="alert"' in opened.content.decode()


def test_whoever_leaves_loses_what_the_association_shares(save, tabs, tehran, shiraz, sara, maryam):
    save(sara, "Ours", association=tehran.code)
    begin_membership(user=maryam, role=Role.SOCIAL_WORKER, place=shiraz)
    assert "Ours" in tabs(maryam)

    end_membership(maryam.memberships.get(association=tehran))

    assert "Ours" not in tabs(type(maryam).objects.get(pk=maryam.pk))


def test_the_count_of_a_shared_filter_is_each_readers_own(save, tabs, tehran, shiraz, sara, maryam):
    begin_membership(user=maryam, role=Role.SOCIAL_WORKER, place=shiraz)
    world.family(tehran, status="contacted")
    world.family(shiraz, status="contacted")
    save(sara, "Ours", association=tehran.code)

    assert tabs(sara)["Ours"].count == "1"
    assert tabs(maryam)["Ours"].count == "2"


def test_a_list_that_one_may_not_open_has_no_saved_filters(client, kaveh, maryam):
    for user, listing, status in (
        (kaveh, "family", 404),
        (kaveh, "prisoner", 200),
        (maryam, "potentialduplicate", 404),
        (maryam, "nothing", 404),
        (maryam, "occasion", 404),
    ):
        client.force_login(user)
        address = reverse("office_saved_filters", args=[listing])
        assert client.get(address).status_code == status, listing


def test_many_tabs_cost_no_more_queries_than_one(save, client, tehran, maryam):
    numbers = []
    for number in range(MOST):
        save(
            maryam,
            f"Filter {number}",
            f"status=contacted&tier=none&opened_from=1405/1/{number + 1}",
        )
        if number in (0, MOST - 1):
            with CaptureQueriesContext(connection) as asked:
                client.get(FAMILIES, {"phase": "custody"})
            numbers.append(len(asked))

    assert numbers[1] <= numbers[0] <= 15
