"""The household on the family's pages: what cannot be is asked about, and all is read once more."""

import pytest

from registry.models import Family
from tests.intake import pages

pytestmark = pytest.mark.django_db
NUMBER = "۰۰۱۲۳۴۵۶۷۹"
HEAD = pages.HEAD | {"national_id": NUMBER}


@pytest.fixture
def household(phone, token):
    """Zahra has come to the page of her household, and written herself down."""
    pages.walk(phone, token, members=[HEAD])
    return f"/r/{token}/members"


def test_one_number_is_one_persons(phone, household):
    again = phone.post(f"{household}/add/", pages.SON | {"national_id": NUMBER})
    corrected = phone.post(f"{household}/1/", HEAD)

    assert again.context["form"].has_error("national_id", "number_of_another")
    assert "این شماره پیش‌تر برای کس دیگری" in again.content.decode()
    assert corrected.status_code == 302  # her own number is hers


@pytest.mark.parametrize(
    ("relation", "sex"), [("mother", "m"), ("daughter", "m"), ("father", "f"), ("son", "f")]
)
def test_a_relation_that_says_the_sex_fits_it(phone, household, relation, sex):
    wrong = phone.post(f"{household}/add/", pages.SON | {"relation": relation, "sex": sex})
    right = {"f": "m", "m": "f"}[sex]

    assert wrong.context["form"].has_error("sex", "not_of_the_relation")
    pages.send(phone, f"{household}/add/", pages.SON | {"relation": relation, "sex": right})


def test_all_that_was_written_about_a_person_is_read_once_more(phone, token):
    told = {"chronic_illness": "on", "school": "enrolled", "insurance": "salamat"}
    pages.walk(phone, token, members=[HEAD, pages.SON | told])

    review = phone.get(f"/r/{token}/review/").text

    for words in ("مرد", "در حال تحصیل", "بیمه سلامت", "بیماری مزمن دارد", NUMBER):
        assert words in review, words
    assert "نامعلوم" not in review  # what Zahra left out is not answered for her


def test_school_and_insurance_are_answered_for_nobody(phone, token):
    pages.walk(phone, token, members=[HEAD])
    blank = phone.get(f"/r/{token}/members/add/").context["form"]
    assert [blank[name].field.choices[0][0] for name in ("school", "insurance")] == ["", ""]

    pages.finish(phone, token)
    head = Family.objects.get().members.get()
    assert (head.school, head.insurance) == ("na", "unknown")


def test_in_a_second_tab_zahra_takes_nobody_else_off_her_list(phone, token):
    children = [pages.SON | {"first_name": name} for name in ("علی", "رضا", "حسن")]
    pages.walk(phone, token, members=[HEAD, *children])
    seen = pages.seen(phone, token)

    assert pages.remove(phone, token, 2, seen).status_code == 302
    again = pages.remove(phone, token, 2, seen)
    corrected = phone.post(f"/r/{token}/members/3/", pages.SON | {"seen": seen})

    for answer in (again, corrected):
        assert "فهرست افراد پس از" in phone.get(answer.headers["Location"]).text
    people = pages.written(phone, token)["members"]
    assert [person["first_name"] for person in people] == ["زهرا", "رضا", "حسن"]
