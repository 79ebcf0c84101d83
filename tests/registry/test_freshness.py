"""Data that nobody has confirmed for ninety days: found, asked about once, confirmed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.signature import WORKER
from registry.models import Family, Task
from registry.services.freshness import ask_to_confirm
from registry.services.worker import nightly
from tests import road, world
from tests.doors import page, take

OLD = {"opened_at": timezone.now() - timedelta(days=500)}
KIND = Task.Kind.CONFIRM_DATA
THE_LIST = reverse("admin:registry_task_changelist")


def confirmed(days, at, **facts):
    """A family whose data were confirmed so many days ago, a year after it registered."""
    last = timezone.localdate() - timedelta(days=days)
    return world.family(at, last_confirmed_on=last, **OLD, **facts)


def asked(family):
    return Task.objects.open().filter(family=family, kind=KIND).count()


@pytest.fixture
def stale(tehran):
    return confirmed(91, tehran)


def test_a_file_untouched_for_91_days_appears_in_the_list_and_one_of_90_does_not(
    sign_in, tehran, shiraz, maryam, stale
):
    never, fresh_as_it_came = world.family(tehran, **OLD), world.family(tehran)
    confirmed(90, tehran)
    confirmed(400, tehran, status="closed", closed_at=timezone.now())
    confirmed(91, shiraz)
    ask_to_confirm()

    listed = (
        sign_in(maryam).get(THE_LIST, {"kind": KIND, "status": "open"}).context["cl"].result_list
    )

    assert {row.family_id for row in listed} == {stale.pk, never.pk}
    assert fresh_as_it_came.last_confirmed_on is None


def test_the_worker_asks_for_each_of_them_once(tehran, stale):
    fresh, ended = confirmed(90, tehran), confirmed(91, tehran, status="not_eligible")

    assert ask_to_confirm() == 1
    nightly()

    assert [asked(each) for each in (stale, fresh, ended)] == [1, 0, 0]
    task = Task.objects.get(family=stale, kind=KIND)
    assert task.association == tehran
    assert task.history.get().actor_name == WORKER


def test_many_are_asked_for_in_portions(tehran, monkeypatch):
    monkeypatch.setattr("registry.services.freshness.AT_A_TIME", 2)
    families = [confirmed(91 + number, tehran) for number in range(5)]

    assert ask_to_confirm() == 5
    assert [asked(each) for each in families] == [1] * 5


def test_confirming_them_in_the_file_takes_it_off_both_lists(sign_in, stale, maryam):
    ask_to_confirm()
    client = sign_in(maryam)
    key = f"family-{stale.pk}-confirm-data"
    assert f"?open={key}" in client.get(page(stale)).text

    take(client, page(stale, "confirm-data"), _in_file=1)

    assert road.fresh(stale).last_confirmed_on == timezone.localdate()
    assert asked(stale) == 0
    assert (
        list(client.get(THE_LIST, {"kind": KIND, "status": "open"}).context["cl"].result_list) == []
    )


def test_whoever_may_not_edit_the_file_does_not_confirm_it(sign_in, stale, ali, reza):
    for stranger in (ali, reza):
        client = sign_in(stranger)
        assert "confirm-data" not in client.get(page(stale), follow=True).text
        assert client.post(page(stale, "confirm-data")).status_code in (302, 403)
    assert Family.objects.get(pk=stale.pk).last_confirmed_on == stale.last_confirmed_on
