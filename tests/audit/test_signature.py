"""Whose hand stands under a change."""

import subprocess
import sys
import time

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from guardian.models import UserObjectPermission

from audit.middleware import SignatureMiddleware
from audit.signature import Hand, acting, because, current_hand
from permissions.models import User
from permissions.reach import everything
from permissions.roles import Role
from registry.models import Family
from registry.services.membership import end_membership
from tests import world
from tests.audit.rows import past


@pytest.fixture(autouse=True)
def across_all_borders():
    with everything("the tests of signatures look at all tables"):
        yield


def answer(user):
    """One request of this user, that makes a group."""

    def view(request):
        with because("asked for by phone"):
            Group.objects.create(name="new")
        return HttpResponse()

    request = RequestFactory().post("/admin/")
    request.user = user
    response = SignatureMiddleware(view)(request)
    (record,) = past(Group.objects.get(name="new"))
    return response, record


def test_a_request_signs_with_the_person_her_role_and_place_the_reason_and_its_number(maryam):
    response, record = answer(maryam)

    assert record.history_user_id == maryam.pk
    assert record.history_user == maryam
    assert (record.actor_name, record.actor_role) == ("Maryam", "social_worker")
    assert record.actor_place.endswith(" / Tehran Association")
    assert record.history_change_reason == "asked for by phone"
    assert len(record.request_id) == 32
    assert response["X-Request-ID"] == record.request_id


def test_a_visitor_signs_as_a_visitor(db):
    from django.contrib.auth.models import AnonymousUser

    _response, record = answer(AnonymousUser())

    assert (record.history_user_id, record.actor_name) == (None, "visitor")


def test_a_signature_outlives_the_account_and_the_role(maryam):
    _response, record = answer(maryam)
    User.objects.filter(pk=maryam.pk).update(first_name="Maryam-Banu", is_active=False)

    record.refresh_from_db()

    assert (record.actor_name, record.history_user_id) == ("Maryam", maryam.pk)


def test_a_hand_is_laid_down_where_its_block_ends():
    outer = current_hand()
    with acting("publish", reason="weekly"):
        with because("monthly"):
            assert current_hand() == Hand("publish", "monthly")
        assert current_hand() == Hand("publish", "weekly")
    assert current_hand() == outer


def test_a_role_given_and_taken_leaves_signed_records_of_every_grant(maryam, tehran):
    membership = maryam.memberships.get()
    grants = UserObjectPermission.history.filter(user_id=maryam.pk)
    given = set(grants.values_list("permission_id", flat=True))
    assert len(given) == len(Role.SOCIAL_WORKER.permissions)

    with acting("Sara", reason="she has left"):
        end_membership(membership)

    taken = grants.filter(history_type="-")
    assert set(taken.values_list("permission_id", flat=True)) == given
    assert set(taken.values_list("actor_name", "history_change_reason")) == {
        ("Sara", "she has left")
    }
    assert [record.history_type for record in past(membership)] == ["+", "~"]


def test_a_national_role_leaves_a_record_of_the_group_it_puts_a_person_in(nasrin):
    (record,) = User.groups.through.history.filter(user_id=nasrin.pk)

    assert (record.history_type, record.actor_name) == ("+", "test")


def test_the_past_can_be_asked_as_of_a_moment(tehran):
    family = world.family(tehran, contact_name="Before", members=0)
    moment = timezone.now()
    time.sleep(0.005)  # SQLite's clock counts milliseconds
    Family.objects.filter(pk=family.pk).update(contact_name="After")

    assert family.history.as_of(moment).contact_name == "Before"
    assert family.history.as_of(timezone.now()).contact_name == "After"


def test_a_signature_without_a_name_is_no_signature():
    with pytest.raises(ValueError, match="needs a name"), acting(" ", reason="none"):
        pass


def test_a_command_is_signed_with_its_words_and_the_person_at_the_keyboard():
    program = (
        "import manage, django.core.management as m, audit.signature as s;"
        "m.execute_from_command_line = manage.execute_from_command_line = "
        "lambda argv: print(s.current_hand());"
        "manage.main(['manage.py', 'publish', '--dry-run'])"
    )

    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert "name='manage.py publish', reason='publish --dry-run'" in told
    assert "place='" in told
    assert "@" in told
