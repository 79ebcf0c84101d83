"""One person, several roles; and what a former place still learns of her: nothing."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from permissions.models import User
from permissions.reach import Reach
from permissions.roles import Role
from permissions.vocabulary import Place
from registry.errors import RuleError
from registry.models import Membership, Task
from registry.services.assignment import assign_family, colleagues
from registry.services.cartable import open_task
from registry.services.membership import begin_membership, end_membership
from tests import world
from tests.registry.test_staff import LIST, act, end

ACCOUNTS = reverse("admin:permissions_user_changelist")


@pytest.fixture
def sign_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


@pytest.fixture
def left(maryam, shiraz):
    """Maryam worked in Tehran, and works in Shiraz now."""
    end_membership(maryam.memberships.get())
    begin_membership(user=maryam, role=Role.SOCIAL_WORKER, place=shiraz)
    return maryam.memberships.get(association__name_en__contains="Tehran")


def second_role(client, membership, role, **place):
    page = reverse("admin:registry_membership_second-role", args=[membership.pk])
    return client.post(page, {"role": role, **place}, follow=True)


def test_why_a_membership_ends_is_asked_and_kept(sign_in, sara, maryam):
    client = sign_in(sara)
    silent = end(client, maryam.memberships.get(), reason=" ")
    assert maryam.memberships.get().until is None
    assert "reason" in silent.context["form"].errors

    end(client, maryam.memberships.get())

    record = Membership.history.latest("history_id")
    assert record.history_change_reason == "She moves to Shiraz."
    again = end(client, maryam.memberships.get())
    assert "has ended" in again.content.decode()


def test_an_account_gets_a_second_role_at_the_manager_s_own_place(
    sign_in, sara, maryam, tehran, shiraz
):
    given = maryam.memberships.get()
    client = sign_in(sara)

    second_role(client, given, "finance_officer", association=shiraz.pk)
    second_role(client, given, "manager", association=tehran.pk)
    assert maryam.memberships.count() == 1

    second_role(client, given, "finance_officer", association=tehran.pk)
    assert set(maryam.memberships.values_list("role", flat=True)) == {
        "social_worker",
        "finance_officer",
    }
    twice = second_role(client, given, "finance_officer", association=tehran.pk)
    assert "holds this role here already" in twice.content.decode()
    fresh = User.objects.get(pk=maryam.pk)
    held = Reach.of(fresh).granted[Place.ASSOCIATION]
    assert all(tehran.pk in held[each] for each in Role.FINANCE_OFFICER.permissions)


def test_nobody_gives_a_role_to_herself_or_to_a_stranger(sign_in, sara, reza, tehran):
    client = sign_in(sara)

    own = second_role(client, sara.memberships.get(), "finance_officer", association=tehran.pk)
    second_role(client, reza.memberships.get(), "finance_officer", association=tehran.pk)

    assert "own account" in own.content.decode()
    assert {user.memberships.count() for user in (sara, reza)} == {1}


def test_nobody_gives_a_role_to_a_colleague_who_has_left(sign_in, sara, maryam, tehran, left):
    left = second_role(sign_in(sara), left, "finance_officer", association=tehran.pk)

    assert "has ended" in left.content.decode()
    assert not maryam.memberships.filter(role="finance_officer").exists()


def test_the_national_office_gives_any_role_anywhere(sign_in, laleh, maryam, shiraz, evin):
    second_role(sign_in(laleh), maryam.memberships.get(), "manager", association=shiraz.pk)

    assert maryam.memberships.filter(role="manager", association=shiraz).exists()


def test_of_a_colleague_who_left_the_old_manager_learns_nothing_more(
    sign_in, sara, laleh, maryam, left
):
    page = reverse("admin:permissions_user_change", args=[maryam.pk])
    old = sign_in(sara)

    assert maryam.username not in old.get(ACCOUNTS).content.decode()
    assert sara.username in old.get(ACCOUNTS).content.decode()
    assert old.get(page).status_code == 302
    assert old.get(reverse("admin:permissions_user_history", args=[maryam.pk])).status_code == 302
    old.get(LIST)  # what was said of the pages that are not there
    before = old.get(LIST).content.decode()
    User.objects.filter(pk=maryam.pk).update(is_active=False)
    assert without_tokens(old.get(LIST).content.decode()) == without_tokens(before)

    assert maryam.username in sign_in(laleh).get(ACCOUNTS).content.decode()


def without_tokens(text):
    return re.sub(r'name="(csrfmiddlewaretoken|_once)" value="[^"]*"', "", text)


@pytest.mark.parametrize("action", ["close_account", "reopen_account", "new_link"])
def test_the_old_manager_has_no_hand_on_the_account_and_is_not_told_where_she_works(
    sign_in, sara, maryam, left, action
):
    answer = act(sign_in(sara), action, left)

    text = answer.content.decode()
    assert "no longer works at your association" in text
    assert "works outside" not in text
    kept = User.objects.get(pk=maryam.pk)
    assert (kept.is_active, kept.has_usable_password()) == (True, True)


def test_whoever_was_let_go_today_keeps_no_file_and_no_task(sign_in, sara, maryam, hamid, tehran):
    family = world.family(tehran, worker=maryam)
    open_task(family, Task.Kind.IDENTIFY)
    assert Task.objects.get().assignee == maryam

    end(sign_in(sara), maryam.memberships.get())
    open_task(family, Task.Kind.ASSESS)

    assert [task.assignee for task in Task.objects.all()] == [None, None]
    assert maryam not in colleagues(tehran)
    with pytest.raises(RuleError) as refusal:
        assign_family(family=world.family(tehran), to=maryam)
    assert refusal.value.code == "not_a_colleague"
    assert assign_family(family=family, to=hamid).worker == hamid
    assert {task.assignee for task in Task.objects.all()} == {hamid}


def test_with_another_role_on_files_of_this_place_she_keeps_her_tasks(sara, maryam, tehran):
    open_task(world.family(tehran, worker=maryam), Task.Kind.IDENTIFY)
    first = maryam.memberships.get()
    begin_membership(user=maryam, role=Role.MANAGER, place=tehran)

    end_membership(first)

    assert Task.objects.get().assignee == maryam


def test_a_role_that_begins_tomorrow_is_given_tomorrow(maryam, shiraz):
    today = timezone.localdate()

    with pytest.raises(RuleError) as refusal:
        begin_membership(
            user=maryam, role=Role.MANAGER, place=shiraz, since=today + timedelta(days=1)
        )
    begin_membership(user=maryam, role=Role.FINANCE_OFFICER, place=shiraz, since=today)

    assert refusal.value.code == "in_the_future"
    assert maryam.memberships.filter(association=shiraz).get().role == "finance_officer"
