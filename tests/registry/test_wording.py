"""What the office says: in the words, digits and years of the language of the page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.models import Message, PrisonCoordination, Target
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


def test_a_page_is_found_by_the_name_of_its_section_too(persian, laleh):
    client = persian(laleh)

    text = client.post(reverse("office_find"), {"_search": "گزارش"}, follow=True).text

    found = text[text.index("<main") :]
    assert "صفحه‌ها" in found
    assert found.index("نیازها به تفکیک محور") < found.index("خروجی‌ها")


def test_a_name_of_the_other_direction_stays_one_word_on_paper(client, maryam, tehran):
    maryam.first_name = "لیلا"
    maryam.save()
    client.force_login(maryam)

    text = client.get(page(world.family(tehran), "print"), {"language": "en"}).text

    assert f"Printed by <bdi>{maryam}</bdi>, " in text


def test_a_prisoner_without_invitations_is_told_so(client, evin, kaveh):
    client.force_login(kaveh)

    behrouz = world.prisoner(evin)
    text = client.get(reverse("admin:registry_prisoner_change", args=[behrouz.pk])).text

    invitations = text[text.index('id="invitations-group"') :]
    assert "None yet." in invitations
    assert "<table" not in invitations[: invitations.index("None yet.")]


def test_the_day_of_admission_is_called_a_day(persian, kaveh):
    client = persian(kaveh)

    text = client.get(reverse("admin:registry_prisoner_add")).text

    assert ">تاریخ پذیرش:<" in text
    assert 'value="۰"' in text  # whom he keeps


def test_the_budget_of_a_client_is_typed_in_the_digits_of_the_page(persian, laleh):
    text = persian(laleh).get(reverse("admin:graphql_api_apiclient_add")).text

    assert 'value="۳۰۰۰۰"' in text
    assert "خیّر" in text


def test_where_there_is_only_one_place_it_is_chosen(sign_in, tehran, shiraz, maryam, sara):
    coordination = sign_in(maryam).get(reverse("admin:registry_prisoncoordination_add"))
    colleague = sign_in(sara).get(reverse("admin:registry_membership_add"))

    chosen = f'<option value="{tehran.pk}" selected>'
    assert chosen in coordination.text
    assert chosen in colleague.text


def test_a_letter_has_its_number_in_the_digits_of_the_page(persian, tehran, evin, sara):
    letter = {"letter_no": "1405/77", "dated": "2026-04-29", "valid_until": "2027-04-29"}
    row = PrisonCoordination.objects.create(prison=evin, association=tehran, **letter)
    client = persian(sara)

    listed = client.get(reverse("admin:registry_prisoncoordination_changelist")).text

    assert "۱۴۰۵/۷۷" in listed
    assert row.letter_no == "1405/77"


def test_a_span_that_ends_before_it_begins_is_said_to_be_empty(persian, maryam, tehran):
    world.family(tehran)
    client = persian(maryam)
    turned = {"opened_from": "1405/08/01", "opened_to": "1405/07/01", "panel": "1"}

    text = client.get(FAMILIES, turned).text

    assert "هیچ روزی در این بازه نیست: ۱ آبان ۱۴۰۵ پس از ۱ مهر ۱۴۰۵ است." in text
    assert text.count("ثبت‌نام از</label>") == text.count("ثبت‌نام تا</label>") == 1
    assert "<legend>ثبت‌نام از" not in text


def test_an_empty_list_has_no_strip_for_its_pages(client, maryam, tehran):
    client.force_login(maryam)

    empty = client.get(FAMILIES, {"status": "verified"}).text
    world.family(tehran, status="verified")
    one = client.get(FAMILIES, {"status": "verified"}).text

    assert 'class="paginator"' not in empty
    assert 'class="paginator"' in one


def test_thousands_stand_apart_on_the_page_of_an_import(persian, laleh):
    text = persian(laleh).get(reverse("admin:registry_custodyevent_feed")).text

    assert "۲۰۰٬۰۰۰" in text
    assert "\u20662026-04-29\u2069" in text
