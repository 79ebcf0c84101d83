"""Long lists: each page begins where the last one ended, and nobody counts for ever."""

import base64
from datetime import timedelta
from itertools import chain

import pytest
from django.contrib.admin.views.main import PAGE_VAR
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from permissions.counting import Counted, counted
from permissions.cursors import seal, unseal
from permissions.paging import order_of, page_of
from registry.admin.family import FamilyAdmin
from registry.models import Coverage, Family, Task
from tests import world

pytestmark = pytest.mark.django_db
FAMILIES = reverse("admin:registry_family_changelist")


@pytest.fixture
def seven(tehran, monkeypatch):
    """Seven families on pages of three; two of them came at the same moment."""
    monkeypatch.setattr(FamilyAdmin, "list_per_page", 3)
    now = timezone.now()
    ages = (1, 2, 3, 3, 5, 6, 7)
    return [world.family(tehran, opened_at=now - timedelta(days=age)) for age in ages]


@pytest.fixture
def page(client, maryam):
    client.force_login(maryam)

    def of(word="", **query):
        found = client.get(FAMILIES, {**query, **({PAGE_VAR: word} if word else {})})
        assert found.status_code == 200
        return found.context["cl"], found.content.decode()

    return of


def forward(page, **query):
    """All rows, page by page."""
    rows, word = [], ""
    while True:
        cl, _text = page(word, **query)
        rows.append([row.pk for row in cl.result_list])
        word = cl.page.next
        if not word:
            return rows


def test_every_row_stands_on_one_page(page, seven):
    pages = forward(page)

    assert [len(rows) for rows in pages] == [3, 3, 1]
    newest_first = Family.objects.order_by("-opened_at", "-pk").values_list("pk", flat=True)
    assert list(chain(*pages)) == list(newest_first)


def test_one_may_go_back_to_the_rows_before(page, seven):
    pages = forward(page)
    second, text = page(page()[0].page.next)

    back, _text = page(second.page.previous)

    assert "Previous page" in text
    assert [row.pk for row in back.result_list] == pages[0]
    assert not back.page.previous


def test_a_new_row_moves_nothing_to_the_next_page_twice(page, seven, tehran):
    first, _text = page()
    world.family(tehran, opened_at=timezone.now())

    second, _text = page(first.page.next)

    assert not {row.pk for row in first.result_list} & {row.pk for row in second.result_list}


def test_filters_and_order_stay_from_page_to_page(page, seven):
    Family.objects.filter(pk=seven[0].pk).update(status="contacted")

    pages = forward(page, status="referred", o="2")

    by_code = Family.objects.filter(status="referred").order_by("code")
    assert list(chain(*pages)) == list(by_code.values_list("pk", flat=True))


def test_a_made_up_word_opens_the_first_page(page, seven):
    first = [row.pk for row in page()[0].result_list]

    for word in ("2", "x" * 40, "é", seal(["next", "1"], "another list")):
        assert [row.pk for row in page(word)[0].result_list] == first


def test_the_word_for_a_page_tells_nothing(page, seven):
    word = page()[0].page.next

    assert unseal(word, "registry.Family,opened_at1,id1") is not None
    assert unseal(word, "registry.Task,opened_at1,id1") is None
    inside = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
    assert str(seven[2].opened_at.year).encode() not in inside
    assert b"next" not in inside


@pytest.mark.parametrize("name", ["until", "-until"])
def test_rows_without_a_value_are_met_once_too(tehran, name):
    now = timezone.now()
    for days in (None, 1, None, 2, 3):
        family = world.family(tehran, consents=False)
        until = now + timedelta(days=days) if days else None
        Coverage.objects.create(family=family, status="active", since=now, until=until)
    order = order_of(Coverage, [name])
    rows, word = [], ""
    while True:
        found = page_of(Coverage.objects.all(), order, 2, word)
        rows += [row.pk for row in found.rows]
        word = found.next
        if not word:
            break

    pk = "-pk" if name.startswith("-") else "pk"
    assert rows == list(Coverage.objects.order_by(name, pk).values_list("pk", flat=True))
    back = page_of(Coverage.objects.all(), order, 2, found.previous)
    assert [row.pk for row in back.rows] == rows[2:4]


def test_counting_ends_at_the_cap(tehran):
    for _ in range(4):
        world.family(tehran)

    assert counted(Family.objects.all(), 10) == Counted(4)
    assert counted(Family.objects.all(), 3) == Counted(3, more=True)
    with CaptureQueriesContext(connection) as asked:
        counted(Family.objects.all(), 3)
    assert "LIMIT 4" in asked[0]["sql"]


def test_a_list_says_more_than_so_many(page, seven, monkeypatch):
    monkeypatch.setattr("permissions.paging.CAP", 5)
    monkeypatch.setattr("permissions.paging.counted", lambda rows: counted(rows, 5))

    first, text = page()
    assert "more than 5 rows" in text
    assert "more than 5 rows" in page(first.page.next)[1]


def test_a_page_far_in_asks_as_much_as_the_first(page, seven):
    def asked(word):
        with CaptureQueriesContext(connection) as found:
            page(word)
        return len(found)

    word = page()[0].page.next
    assert asked(word) <= asked("")


def test_a_long_list_is_sorted_only_where_an_index_is(page, seven):
    sortable = {str(getattr(each, "admin_order_field", each)) for each in page()[0].sortable_by}

    assert "opened_at" in sortable
    assert "contact_name" not in sortable


def test_nothing_is_done_with_more_rows_than_anybody_chose(client, sara, tehran, monkeypatch):
    needs = [world.need(world.family(tehran)) for _ in range(3)]
    monkeypatch.setattr("permissions.admin.MOST_AT_ONCE", 2)
    client.force_login(sara)
    page = reverse("admin:registry_need_changelist")

    def confirm(*chosen):
        data = {"action": "confirm", "_selected_action": [need.pk for need in chosen]}
        return client.post(page, data, follow=True).content.decode()

    assert "more than 2 rows are chosen" in confirm(*needs)
    assert "more than 2 rows are chosen" not in confirm(*needs[:2])


def test_tasks_are_paged_upwards(client, tehran, maryam, monkeypatch):
    from registry.admin.task import TaskAdmin

    monkeypatch.setattr(TaskAdmin, "list_per_page", 2)
    family = world.family(tehran)
    for n in range(5):
        Task.objects.create(
            association=tehran, family=family, kind="verify", key=f"{n}", due_at=family.opened_at
        )
    client.force_login(maryam)
    address = reverse("admin:registry_task_changelist")
    first = client.get(address).context["cl"]

    second = client.get(address, {PAGE_VAR: first.page.next}).context["cl"]

    keys = [row.key for row in (*first.result_list, *second.result_list)]
    assert keys == ["0", "1", "2", "3"]
