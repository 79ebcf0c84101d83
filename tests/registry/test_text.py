import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from registry.filters.places import provinces
from registry.text import clean, fold, latin_digits, place_of

PERSIAN_TEXT = st.text(alphabet="ءآأإؤئابپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهةۀیيى ‌ـًٌٍَُِّْ۰۱۹٠٤٩019aZ-")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علی‌رضا", "علي رضا"),
        ("علی‌رضا", "علیرضا"),
        ("کریمی", "كريمى"),
        ("فاطمه", "فاطمة"),
        ("آرش", "ارش"),
        ("إحسان", "احسان"),
        ("مؤمن", "مومن"),
        ("محمّد", "محمد"),
        ("حســـین", "حسین"),
        ("۱۴۰۵", "١٤٠٥"),
        ("۱۴۰۵", "1405"),
        ("خانۀ", "خانه"),
        ("Reza", "REZA"),
    ],
)
def test_two_spellings_of_one_name_meet_in_the_search_key(one, other):
    assert fold(one) == fold(other) != ""


def test_different_names_do_not_meet():
    assert len({fold(name) for name in ("علی", "علیرضا", "رضا", "زهرا", "زهره")}) == 5


@given(PERSIAN_TEXT)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(PERSIAN_TEXT)
def test_what_is_stored_is_found_as_it_was_typed(text):
    assert fold(clean(text)) == fold(text)
    assert clean(clean(text)) == clean(text)


def test_text_is_stored_as_typed_without_outer_spaces():
    assert clean("  علي‌رضا\x00 \n") == "علي‌رضا"


@pytest.mark.parametrize("unseen", ["\u200c", " \u200f\u2067 ", "\u0640\u064e"])
def test_of_what_nobody_sees_nothing_is_stored(unseen):
    assert clean(unseen) == ""
    assert clean(f"{unseen}ا") != ""


def test_digits_of_three_keyboards_become_latin():
    assert latin_digits("۰۹١٢3") == "09123"


@pytest.mark.django_db
def test_the_places_of_a_filter_stand_in_the_order_of_the_persian_alphabet(laleh):
    with translation.override("fa"):
        names = [province.name_fa for province in provinces(laleh)]

    assert len(names) > 30
    assert names == sorted(names, key=place_of)
    assert names.index("کرمان") < names.index("گیلان") < names.index("لرستان")
