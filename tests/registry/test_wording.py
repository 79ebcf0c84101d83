"""What the office says: in the words, digits and years of the language of the page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.models import Message, Target
from tests import world
from tests.doors import page

FAMILIES = reverse("admin:registry_family_changelist")
MESSAGES = reverse("admin:registry_message_changelist")


@pytest.fixture
def persian(client):
    """Whoever comes in here reads Persian."""

    def enter(person):
        person.language = "fa"
        person.save()
        client.force_login(person)
        return client

    return enter


def test_an_action_on_nothing_is_answered_in_good_persian(persian, laleh, tehran):
    client, listed = persian(laleh), reverse("admin:graphql_api_apiclient_changelist")

    nothing = client.post(listed, {"action": "deactivate", "index": 0}, follow=True).text
    no_action = client.post(
        listed, {"action": "", "index": 0, "_selected_action": ["1"]}, follow=True
    ).text

    assert "هیچ ردیفی انتخاب نشده است" in nothing
    assert "کاری انتخاب نشده است" in no_action


def test_a_row_that_is_not_there_is_named_in_the_digits_of_the_page(persian, maryam):
    client = persian(maryam)

    answer = client.get(reverse("admin:registry_family_change", args=[2034]), follow=True)

    assert "خانواده با شمارهٔ ۲۰۳۴ پیدا نشد" in answer.text
    assert "حذف" not in answer.text


def test_adding_has_one_name_above_and_on_the_way_to_it(persian, laleh):
    text = persian(laleh).get(reverse("admin:graphql_api_apiclient_add")).text

    assert "<h1>افزودن کارخواه" in text
    assert "اضافه کردن" not in text


def test_a_day_that_is_none_is_quoted_in_the_digits_of_the_page(persian, maryam, tehran):
    client = persian(maryam)

    text = client.get(FAMILIES, {"opened_from": "1405/13/45"}).text

    assert "«۱۴۰۵/۱۳/۴۵» تاریخ" in text


def test_the_list_of_messages_begins_with_the_newest(client, maryam, tehran):
    family, now = world.family(tehran), timezone.now()
    for days in (3, 1, 2):
        said = {"side": "family", "body": "Hello", "sent_at": now - timedelta(days=days)}
        Message.objects.create(family=family, **said)
    client.force_login(maryam)

    rows = client.get(MESSAGES).context["cl"].result_list

    assert [(now - row.sent_at).days for row in rows] == [1, 2, 3]


def test_english_says_which_years_a_persian_year_lies_in(client, laleh, tehran):
    assert Target.objects.filter(kind="benchmark", jalali_year=1399).exists()
    client.force_login(laleh)

    text = client.get(reverse("admin:index")).text

    assert "in 1399 (2020/21), nationwide" in text
    assert "Newly covered in 14" in text
    assert "/27)" in text or timezone.localdate().year != 2026


def test_a_name_of_the_other_direction_stays_one_word_on_paper(client, maryam, tehran):
    maryam.first_name = "لیلا"
    maryam.save()
    client.force_login(maryam)

    text = client.get(page(world.family(tehran), "print"), {"language": "en"}).text

    assert f"Printed by <bdi>{maryam}</bdi>, " in text
