from random import Random

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from registry import codes


def source(seed):
    return Random(seed)  # the same codes again are what a test wants


SEEDS = st.integers(min_value=0, max_value=2**32)


def test_the_same_source_gives_the_same_codes_and_the_secret_one_does_not():
    assert codes.tracking_code(source(7)) == codes.tracking_code(source(7))
    assert codes.tracking_code() != codes.tracking_code()


@given(SEEDS)
def test_a_tracking_code_is_read_as_it_was_printed(seed):
    code = codes.tracking_code(source(seed))

    assert codes.read_tracking_code(codes.in_groups(code)) == code
    assert codes.read_tracking_code(code.lower().replace("0", "o").replace("1", "l")) == code


def test_persian_digits_are_read():
    code = codes.tracking_code(source(1))
    persian = code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

    assert codes.read_tracking_code(persian) == code


@given(SEEDS, st.integers(0, 10), st.integers(1, 31))
def test_one_wrong_symbol_is_always_found(seed, place, off_by):
    code = codes.tracking_code(source(seed))
    wrong = codes.ALPHABET[(codes.ALPHABET.index(code[place]) + off_by) % 32]

    with pytest.raises(ValidationError, match="tracking code"):
        codes.read_tracking_code(code[:place] + wrong + code[place + 1 :])


@given(SEEDS)
def test_a_family_code_carries_its_year_and_no_number_in_a_row(seed):
    code = codes.family_code(1405, source(seed))

    assert code.startswith("1405-")
    assert codes.read_family_code(code.lower().replace("-", " ")) == code


@pytest.mark.parametrize("typed", ["", "1405", "1405-7KQ2M", "2026-7KQ2M8", "1405-7KQ2MU"])
def test_what_is_no_family_code_is_refused(typed):
    with pytest.raises(ValidationError, match="family code"):
        codes.read_family_code(typed)


def test_a_pin_has_six_digits():
    assert len(codes.pin()) == 6
    assert codes.pin().isdigit()
