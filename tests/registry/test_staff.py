"""Taking staff on and letting them go: within one's own association, and never upwards."""

import re

import pytest
from django.urls import reverse

from permissions.models import User
from permissions.reach import Reach
from permissions.roles import Role
from permissions.vocabulary import Permission, Place
from registry.models import Membership
from registry.services.membership import begin_membership
from tests import world
from tests.doors import chosen, hidden

LIST = reverse("admin:registry_membership_changelist")
ADD = reverse("admin:registry_membership_add")
NEW_PASSWORD = "a quiet morning in the office"


def newcomer(place=None, role="social_worker", **given):
    kind = place._meta.model_name if place is not None else None
    where = {kind: place.pk} if kind else {}
    person = {"first_name": "Azar", "last_name": "Nouri", "sign_in_name": "azar", "language": "en"}
    return {**person, "role": role, **where, **given}


@pytest.fixture
def sign_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


def act(client, action, *memberships):
    """Choose rows and an action; where a page shows first what would happen, confirm it."""
    shown = client.post(LIST, {"action": action, **chosen(*memberships)}, follow=True)
    if not (shown.context or {}).get("taken"):
        return shown
    return client.post(LIST, hidden(shown), follow=True)


def end(client, membership, reason="She moves to Shiraz."):
    page = reverse("admin:registry_membership_end", args=[membership.pk])
    return client.post(page, {"reason": reason}, follow=True)


def link_in(answer) -> str:
    return re.search(r"<code>https?://[^/]+(/a/[^<]+)</code>", answer.content.decode())[1]


def enter(client, link, password=NEW_PASSWORD):
    """Open the link and set a password, as its person would."""
    form = client.get(link, follow=True)
    data = {"new_password1": password, "new_password2": password}
    return client.post(form.redirect_chain[-1][0], data, follow=True)


def signs_in(client, username, password):
    client.logout()
    client.post(reverse("admin:login"), {"username": username, "password": password})
    return "_auth_user_id" in client.session


def test_a_manager_takes_a_social_worker_on_who_then_signs_in(sign_in, client, tehran, sara):
    answer = sign_in(sara).post(ADD, newcomer(tehran))
    link = link_in(answer)
    client.logout()
    enter(client, link)

    azar = User.objects.get(username=f"azar@{tehran.code}")
    assert signs_in(client, azar.username, NEW_PASSWORD)
    assert azar.memberships.get().association == tehran
    granted = Reach.of(azar).ids(Permission.VIEW_FAMILIES, Place.ASSOCIATION)
    assert granted == {tehran.pk}


def test_the_link_works_once(sign_in, client, tehran, sara):
    link = link_in(sign_in(sara).post(ADD, newcomer(tehran)))
    client.logout()
    enter(client, link)

    again = client.get(link, follow=True)

    assert "This link does not work" in again.content.decode()


def test_nobody_but_its_person_learns_the_password(sign_in, tehran, sara):
    sign_in(sara).post(ADD, newcomer(tehran))

    assert not User.objects.get(username=f"azar@{tehran.code}").has_usable_password()


def test_a_manager_of_tehran_takes_nobody_on_for_shiraz(sign_in, tehran, shiraz, sara):
    answer = sign_in(sara).post(ADD, newcomer(shiraz))

    assert answer.status_code == 200
    assert "Shiraz" not in answer.content.decode()
    assert not Membership.objects.filter(association=shiraz).exists()
    assert not User.objects.filter(first_name="Azar").exists()


@pytest.mark.parametrize("role", ["manager", "national_administrator", "inspector"])
def test_a_manager_gives_no_role_beyond_her_own_staff(sign_in, tehran, sara, role):
    answer = sign_in(sara).post(ADD, newcomer(tehran, role=role))

    assert answer.status_code == 200
    assert not User.objects.filter(first_name="Azar").exists()


def test_the_national_office_appoints_managers_and_prison_staff(sign_in, shiraz, evin, laleh):
    client = sign_in(laleh)
    client.post(ADD, newcomer(shiraz, role="manager"))
    client.post(ADD, newcomer(evin, role="prison_social_worker"))

    roles = Membership.objects.filter(user__first_name="Azar").values_list("role", flat=True)
    assert set(roles) == {"manager", "prison_social_worker"}


def test_a_role_is_given_at_the_kind_of_place_it_belongs_to(sign_in, evin, laleh):
    answer = sign_in(laleh).post(ADD, newcomer(evin, role="manager"))

    assert "choose the association" in answer.content.decode()
    assert not User.objects.filter(first_name="Azar").exists()


def test_a_social_worker_takes_nobody_on(sign_in, tehran, maryam):
    client = sign_in(maryam)

    assert client.post(ADD, newcomer(tehran)).status_code == 403
    assert client.get(LIST).status_code == 403
    assert not User.objects.filter(first_name="Azar").exists()


def test_a_manager_ends_a_membership_and_its_rights_at_once(sign_in, tehran, sara, maryam):
    end(sign_in(sara), maryam.memberships.get())

    assert maryam.memberships.get().until is not None
    maryam.__dict__.pop("_reach", None)
    assert not Reach.of(maryam).granted


def test_a_manager_ends_no_membership_that_the_national_office_gave(sign_in, tehran, sara, laleh):
    fellow = world.person("mina", Role.MANAGER, tehran)
    everybody = [fellow.memberships.get(), sara.memberships.get()]

    for row in everybody:
        end(sign_in(sara), row)
    assert {row.memberships.get().until for row in (fellow, sara)} == {None}

    end(sign_in(laleh), fellow.memberships.get())
    assert fellow.memberships.get().until is not None


def test_a_manager_ends_nothing_of_another_association(sign_in, sara, reza):
    end(sign_in(sara), reza.memberships.get())

    assert reza.memberships.get().until is None


def test_a_closed_account_does_not_sign_in_and_can_be_opened_again(sign_in, client, sara, maryam):
    act(sign_in(sara), "close_account", maryam.memberships.get())
    assert not signs_in(client, "maryam", world.PASSWORD)

    act(sign_in(sara), "reopen_account", maryam.memberships.get())
    assert signs_in(client, "maryam", world.PASSWORD)


def test_nobody_closes_the_own_account(sign_in, sara):
    answer = act(sign_in(sara), "close_account", sara.memberships.get())

    assert "own account" in answer.content.decode()
    assert User.objects.get(pk=sara.pk).is_active


@pytest.mark.parametrize("action", ["close_account", "new_link"])
def test_who_also_works_elsewhere_is_not_in_one_manager_s_hands(
    sign_in, shiraz, sara, maryam, action
):
    begin_membership(user=maryam, role=Role.SOCIAL_WORKER, place=shiraz)

    answer = act(
        sign_in(sara), action, maryam.memberships.get(association__name_en__contains="Teh")
    )

    assert "works outside" in answer.content.decode()
    kept = User.objects.get(pk=maryam.pk)
    assert kept.is_active
    assert kept.has_usable_password()


def test_a_new_link_ends_the_old_password(sign_in, client, sara, maryam):
    answer = act(sign_in(sara), "new_link", maryam.memberships.get())
    link = link_in(answer)

    assert not signs_in(client, "maryam", world.PASSWORD)
    client.logout()
    enter(client, link)
    assert signs_in(client, "maryam", NEW_PASSWORD)


def test_an_account_shows_no_switch_that_would_lift_it(sign_in, sara, maryam):
    page = reverse("admin:permissions_user_change", args=[maryam.pk])
    client = sign_in(sara)
    text = client.get(page).content.decode()

    assert "is_superuser" not in text
    assert "user_permissions" not in text
    client.post(page, {"is_superuser": "on", "is_staff": "on", "username": "maryam"})
    assert not User.objects.get(pk=maryam.pk).is_superuser


def test_nobody_is_deleted(sign_in, laleh, maryam):
    client = sign_in(laleh)
    for name, row in (
        ("permissions_user", maryam),
        ("registry_membership", maryam.memberships.get()),
    ):
        answer = client.post(reverse(f"admin:{name}_delete", args=[row.pk]), {"post": "yes"})
        assert answer.status_code == 403
    assert User.objects.filter(pk=maryam.pk).exists()


@pytest.mark.parametrize("action", ["close_account", "new_link"])
def test_the_account_of_a_fellow_manager_is_the_national_office_s(
    sign_in, tehran, sara, laleh, action
):
    fellow = world.person("mina", Role.MANAGER, tehran)

    answer = act(sign_in(sara), action, fellow.memberships.get())

    assert "appointed" in answer.content.decode()
    kept = User.objects.get(pk=fellow.pk)
    assert (kept.is_active, kept.has_usable_password()) == (True, True)

    act(sign_in(laleh), action, fellow.memberships.get())
    changed = User.objects.get(pk=fellow.pk)
    assert (changed.is_active, changed.has_usable_password()) != (True, True)


def test_no_manager_holds_the_account_that_may_do_everything(sign_in, sara, maryam):
    User.objects.filter(pk=maryam.pk).update(is_superuser=True)

    answer = act(sign_in(sara), "new_link", maryam.memberships.get())

    assert "appointed" in answer.content.decode()
    assert User.objects.get(pk=maryam.pk).has_usable_password()
