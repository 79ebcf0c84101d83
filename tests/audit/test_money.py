import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from audit import money


def test_rials_are_shown_as_tomans_in_the_readers_figures():
    assert money.toman(12_500_000, "fa") == "۱٬۲۵۰٬۰۰۰ تومان"
    assert money.toman(12_500_000, "en") == "1,250,000 toman"


def test_odd_rials_are_not_lost():
    assert money.toman(12_345, "fa") == "۱٬۲۳۴٫۵ تومان"
    assert money.toman(12_345, "en") == "1,234.5 toman"


def test_the_great_sums_of_the_agreements_are_exact():
    assert money.toman(11_500_000_000_000, "en") == "1,150,000,000,000 toman"


@pytest.mark.parametrize("typed", ["1250000", "1,250,000", "۱٬۲۵۰٬۰۰۰", " ۱ ۲۵۰ ۰۰۰ "])
def test_an_amount_is_understood_however_it_is_typed(typed):
    assert money.parse_toman(typed) == 12_500_000


@pytest.mark.parametrize("typed", ["", "-5", "a lot", "1.25.000", "12.345"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError, match="amount"):
        money.parse_toman(typed)


@given(st.integers(min_value=0, max_value=10**17))
def test_an_amount_is_read_back_as_it_was_shown(rial):
    for language in ("fa", "en"):
        assert money.parse_toman(money.toman_figure(rial, language)) == rial
