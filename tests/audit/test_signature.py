"""Whose hand stands under a change."""

import subprocess
import sys

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import RequestFactory

from audit.middleware import SignatureMiddleware
from audit.signature import Hand, acting, because, current_hand
from permissions.models import User
from tests.audit.rows import past


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
