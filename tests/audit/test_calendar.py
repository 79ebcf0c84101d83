from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from audit import calendar

A_CENTURY = st.dates(min_value=date(1921, 3, 21), max_value=date(2120, 3, 19))


def test_a_persian_reader_sees_the_jalali_day_in_words_and_an_english_one_the_gregorian():
    day = date(2026, 4, 29)

    assert calendar.date_in_words(day, "fa") == "۹ اردیبهشت ۱۴۰۵"
    assert calendar.date_in_words(day, "en") == "29 April 2026"


def test_the_language_of_the_page_decides_when_none_is_named():
    day = date(2021, 5, 26)

    with override("fa"):
        assert calendar.date_in_figures(day) == "۱۴۰۰/۰۳/۰۵"
    with override("en"):
        assert calendar.date_in_figures(day) == "2021-05-26"


def test_an_evening_in_utc_is_already_the_first_of_tir_in_tehran():
    moment = datetime(2021, 6, 21, 19, 40, tzinfo=UTC)

    assert calendar.moment_in_words(moment, "fa") == "۱ تیر ۱۴۰۰، ساعت ۰۰:۱۰"
    assert calendar.moment_in_words(moment, "en") == "22 June 2021, 00:10"


def test_summer_time_ended_in_1401():
    before = datetime(2022, 6, 21, 20, 0, tzinfo=UTC)
    since = datetime(2023, 6, 21, 20, 0, tzinfo=UTC)

    assert calendar.in_tehran(before).utcoffset() == timedelta(hours=4, minutes=30)
    assert calendar.in_tehran(since).utcoffset() == timedelta(hours=3, minutes=30)


@pytest.mark.parametrize(
    "typed", ["1405/2/9", "۱۴۰۵/۲/۹", "١٤٠٥/٠٢/٠٩", "1405-02-09", " ۱۴۰۵.۲.۹ ", "2026-04-29"]
)
def test_a_date_is_understood_however_it_is_typed(typed):
    assert calendar.parse_date(typed) == date(2026, 4, 29)


@pytest.mark.parametrize(
    "typed", ["", "yesterday", "1405/13/1", "1404/7/31", "2026-02-30", "0405/2/9", "9/2/1405"]
)
def test_what_is_no_date_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match=r"1405/2/9"):
        calendar.parse_date(typed)


@given(A_CENTURY)
def test_every_day_of_two_centuries_is_read_back_as_it_was_written(day):
    for language in ("fa", "en"):
        assert calendar.parse_date(calendar.date_in_figures(day, language)) == day
    assert calendar.gregorian(*calendar.jalali(day)) == day


def test_months_and_years_follow_each_other_without_a_gap():
    for year in range(1398, 1410):
        months = [calendar.month_bounds(year, month) for month in range(1, 13)]

        assert (months[0][0], months[-1][1]) == calendar.year_bounds(year)
        assert all(before[1] == after[0] for before, after in pairwise(months))


def test_a_jalali_month_is_named_in_persian_and_spelt_out_in_english():
    assert calendar.month_in_words(1405, 2, "fa") == "اردیبهشت ۱۴۰۵"
    assert calendar.month_in_words(1405, 2, "en") == "21 April 2026 to 21 May 2026"


def test_an_occasion_falls_on_its_own_day_every_year():
    assert calendar.occurrence(1400, 3, 5) == date(2021, 5, 26)
    assert calendar.occurrence(1403, 12, 30) == date(2025, 3, 20)  # a leap year
    assert calendar.occurrence(1404, 12, 30) == date(2026, 3, 20)  # 29 Esfand


def test_three_working_days_after_a_tuesday_skip_the_weekend(settings):
    tuesday = date(2026, 4, 28)

    settings.THURSDAY_IS_A_WORKING_DAY = False
    assert calendar.add_working_days(tuesday, 3) == date(2026, 5, 3)
    settings.THURSDAY_IS_A_WORKING_DAY = True
    assert calendar.add_working_days(tuesday, 3) == date(2026, 5, 2)


@given(A_CENTURY, st.integers(min_value=0, max_value=60))
def test_counting_working_days_undoes_adding_them(day, count):
    assert calendar.working_days_between(day, calendar.add_working_days(day, count)) == count


def test_templates_write_days_in_the_language_of_the_page():
    page = Template(
        "{% load calendar_tags %}{{ at|moment }} | {{ at|day }} | {{ at|figures }} | "
        "{{ 12|digits }} | {{ none|day }}{{ none|moment }}{{ none|figures }}"
    )
    seen = Context({"at": datetime(2021, 6, 21, 19, 40, tzinfo=UTC), "none": None})

    with override("fa"):
        assert page.render(seen) == "۱ تیر ۱۴۰۰، ساعت ۰۰:۱۰ | ۱ تیر ۱۴۰۰ | ۱۴۰۰/۰۴/۰۱ | ۱۲ | "
    with override("en"):
        assert page.render(seen) == "22 June 2021, 00:10 | 22 June 2021 | 2021-06-22 | 12 | "


def test_a_fraction_has_the_decimal_sign_of_its_language():
    page = Template("{% load calendar_tags %}{{ km|figure }} {{ nothing|figure }}")
    context = Context({"km": 12.5, "nothing": None})

    with override("fa"):
        assert page.render(context).strip() == "۱۲٫۵"
    with override("en"):
        assert page.render(context).strip() == "12.5"
