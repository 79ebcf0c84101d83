"""What a social worker's day begins with: her own tasks, and what she may take up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.models import Task
from registry.services.cartable import open_task
from tests import road, world

START = reverse("admin:index")
CONTACT = Task.Kind.FIRST_CONTACT


@pytest.fixture
def cartable(sign_in):
    def of(user, **query):
        answer = sign_in(user).get(START, query)
        return answer.context["start"].cartable, answer.content.decode()

    return of


def names(cartable):
    return [line.task.family.contact_name for line in cartable.lines]


def waiting(association, name, kind=CONTACT, **facts):
    return open_task(world.family(association, contact_name=name), kind, **facts)


def test_a_social_worker_begins_with_what_is_hers_and_then_what_is_free(
    cartable, tehran, maryam, hamid
):
    long_ago = timezone.now() - timedelta(days=30)
    waiting(tehran, "With Hamid", assignee=hamid, since=long_ago)
    waiting(tehran, "Free and late", since=long_ago)
    waiting(tehran, "With Maryam", assignee=maryam)
    waiting(tehran, "For the manager", Task.Kind.APPROVE_PUBLICATION)

    shown, text = cartable(maryam)

    assert names(shown) == ["With Maryam", "Free and late"]
    assert "All open tasks of the association: 4" in text
    assert len(names(cartable(maryam, show="all")[0])) == 4


def test_a_verification_is_free_for_the_colleague_and_not_for_who_identified(
    cartable, tehran, maryam, hamid
):
    family = road.identified(world.family(tehran), maryam)
    task = Task.objects.get(family=family, kind=Task.Kind.VERIFY)

    of_hers, of_his = cartable(maryam)[0], cartable(hamid)[0]

    assert task.pk not in [line.task.pk for line in of_hers.lines]
    assert task.pk in [line.task.pk for line in of_his.lines]
    assert {heap.key: heap.count for heap in of_hers.heaps}["own"] == str(len(of_hers.lines))


def test_a_cartable_opens_as_it_was_left(cartable, client, tehran, maryam, hamid):
    waiting(tehran, "With Hamid", assignee=hamid)
    first, text = cartable(maryam)
    assert names(first) == []
    assert "Nothing waits for you" in text

    cartable(maryam, show="all")

    assert names(client.get(START).context["start"].cartable) == ["With Hamid"]


def test_a_manager_begins_with_everything_that_is_open(cartable, tehran, maryam, sara):
    waiting(tehran, "With Maryam", assignee=maryam)

    shown, _text = cartable(sara)

    assert names(shown) == ["With Maryam"]
    assert "own" not in [heap.key for heap in shown.heaps]
