"""Numbers that stand for people: national IDs, telephones, postal codes, bank accounts.

Each `clean_…` takes what somebody typed (Persian digits, spaces, dashes) and returns the one
stored form, or says what is wrong with it.  Each is a validator of a field as well.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from audit.calendar import latin_digits

SEPARATORS = re.compile(r"[\s\u200b-\u200f\-./()]+")
NATIONAL_ID_DIGITS = 10
SHOWN_DIGITS = 4
MOBILE = re.compile(r"(?:\+98|0098|98|0)?(9\d{9})")
POSTAL_CODE = re.compile(r"(?!(\d)\1{9})[13-9]{4}[1346-9]\d{5}")
IBAN = re.compile(r"(?:IR)?(\d{24})")
MODULUS_OF_IBAN = 97
IR_IN_FIGURES = "1827"


def national_id_check_digit(first_nine: str) -> str:
    """The tenth digit that belongs to nine others."""
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(first_nine)) % 11
    return str(rest if rest < 2 else 11 - rest)  # noqa: PLR2004 -- the published rule


def clean_national_id(text: str) -> str:
    """Ten Latin digits whose last one is right."""
    digits = SEPARATORS.sub("", latin_digits(text))
    if not (digits.isascii() and digits.isdigit() and len(digits) == NATIONAL_ID_DIGITS):
        raise ValidationError(
            _("A national ID has ten digits. Copy all of them from the card, zeros included."),
            code="national_id_length",
        )
    if len(set(digits)) == 1 or national_id_check_digit(digits[:9]) != digits[9]:
        raise ValidationError(
            _(
                "This national ID does not exist: its last digit does not fit the others. "
                "Compare it with the card."
            ),
            code="national_id_check_digit",
        )
    return digits


def mask(number: str) -> str:
    """A number as most people may see it: ••••••0019."""
    shown = number[-SHOWN_DIGITS:] if len(number) > SHOWN_DIGITS else ""
    return "•" * (len(number) - len(shown)) + shown


def clean_mobile(text: str) -> str:
    """A mobile number as 09xxxxxxxxx; +98 and Persian digits are welcome."""
    found = MOBILE.fullmatch(SEPARATORS.sub("", latin_digits(text)))
    if not found:
        raise ValidationError(
            _("This is not a mobile number. Write it with 11 digits, for example 09121234567."),
            code="mobile",
        )
    return f"0{found[1]}"


def clean_postal_code(text: str) -> str:
    """Ten digits of a postal code that can exist."""
    digits = SEPARATORS.sub("", latin_digits(text))
    if not POSTAL_CODE.fullmatch(digits):
        raise ValidationError(
            _("This is not a postal code. It has ten digits, and the first five have no 0 or 2."),
            code="postal_code",
        )
    return digits


def iban_check_digits(account: str) -> str:
    """The two digits behind IR that belong to 22 others."""
    return f"{98 - int(f'{account}{IR_IN_FIGURES}00') % MODULUS_OF_IBAN:02}"


def clean_iban(text: str) -> str:
    """An Iranian account as IR and 24 digits whose check digits are right."""
    found = IBAN.fullmatch(SEPARATORS.sub("", latin_digits(text)).upper())
    if not found:
        raise ValidationError(
            _("An account number (IBAN) is IR and 24 digits. Copy it from the bank's paper."),
            code="iban_length",
        )
    digits = found[1]
    if iban_check_digits(digits[2:]) != digits[:2]:
        raise ValidationError(
            _(
                "This account number (IBAN) does not exist: its check digits do not fit. "
                "Compare it with the bank's paper."
            ),
            code="iban_check_digits",
        )
    return f"IR{digits}"
