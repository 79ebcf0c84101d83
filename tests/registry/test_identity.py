import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from registry import identity

NINE_DIGITS = st.text(alphabet="0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize(
    "known", ["0499370899", "0084575948", "0790419904", "0963695398", "1583250689", "4032152314"]
)
def test_known_national_ids_are_accepted(known):
    assert identity.clean_national_id(known) == known


def test_a_national_id_is_accepted_as_people_type_it():
    assert identity.clean_national_id("۰۴۹-۹۳۷۰۸۹-۹") == "0499370899"


@pytest.mark.parametrize("typed", ["", "499370899", "04993708991", "049937089a", "²499370899"])
def test_a_national_id_of_another_length_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        identity.clean_national_id(typed)
    assert refused.value.code == "national_id_length"


@pytest.mark.parametrize("typed", ["0499370898", "1111111111", "0000000000"])
def test_a_national_id_with_a_wrong_check_digit_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        identity.clean_national_id(typed)
    assert refused.value.code == "national_id_check_digit"


@given(NINE_DIGITS, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_found(first_nine, place, off_by):
    number = first_nine + identity.national_id_check_digit(first_nine)
    assume(number[9] != "1")  # the published rule writes 1 for two remainders: 1 and 10
    wrong = str((int(number[place]) + off_by) % 10)

    with pytest.raises(ValidationError):
        identity.clean_national_id(number[:place] + wrong + number[place + 1 :])


def test_a_masked_number_shows_its_last_four_digits():
    assert identity.mask("0012340019") == "••••••0019"
    assert identity.mask("0019") == "••••"
    assert identity.mask("") == ""


@pytest.mark.parametrize(
    "typed",
    [
        "09121234567",
        "۰۹۱۲۱۲۳۴۵۶۷",
        "+98 912 123 4567",
        "00989121234567",
        "9121234567",
        "0912-123-4567",
    ],
)
def test_a_mobile_number_is_kept_in_one_form(typed):
    assert identity.clean_mobile(typed) == "09121234567"


@pytest.mark.parametrize("typed", ["", "02188888888", "0912123456", "+971501234567"])
def test_what_is_no_mobile_number_is_refused(typed):
    with pytest.raises(ValidationError, match="mobile"):
        identity.clean_mobile(typed)


def test_a_postal_code_has_ten_digits_and_no_zero_at_its_start():
    assert identity.clean_postal_code("۱۹۳۹۶-۱۳۱۱۳") == "1939613113"
    for wrong in ("193961311", "0939613113", "1939513113", "1111111111"):
        with pytest.raises(ValidationError, match="postal code"):
            identity.clean_postal_code(wrong)


@pytest.mark.parametrize(
    "typed",
    ["IR820540102680020817909002", "ir82 0540 1026 8002 0817 9090 02", "۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲"],
)
def test_an_account_is_kept_in_one_form(typed):
    assert identity.clean_iban(typed) == "IR820540102680020817909002"


def test_an_account_with_a_slip_is_refused():
    with pytest.raises(ValidationError) as refused:
        identity.clean_iban("IR820540102680020817909003")
    assert refused.value.code == "iban_check_digits"
    with pytest.raises(ValidationError) as refused:
        identity.clean_iban("GB82WEST12345698765432")
    assert refused.value.code == "iban_length"


@given(st.text(alphabet="0123456789", min_size=22, max_size=22))
def test_check_digits_we_compute_are_accepted(account):
    iban = f"IR{identity.iban_check_digits(account)}{account}"

    assert identity.clean_iban(iban) == iban
