"""Codes people read aloud and type: random, without look-alike letters.

Crockford's base 32 has no I, L, O, U.  What is typed is read with mercy: small letters, O for
0, I and L for 1, Persian digits, dashes and spaces.  A random code tells nothing about how
many there are.
"""

import re
from random import Random
from secrets import SystemRandom

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from audit.calendar import latin_digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_MODULUS = 37  # Crockford's prime: finds every wrong symbol and every swap of two
FAMILY_SYMBOLS = 6
TRACKING_SYMBOLS = 10
PIN_DIGITS = 6

LOOK_ALIKES = str.maketrans("OIL", "011")
IGNORED = re.compile(r"[\s\u200b-\u200f\-._]+")
FAMILY_CODE = re.compile(rf"(1[345]\d\d)([{ALPHABET}]{{{FAMILY_SYMBOLS}}})")
TRACKING_CODE = re.compile(rf"[{ALPHABET}]{{{TRACKING_SYMBOLS + 1}}}")

SECRET = SystemRandom()


def symbols(count: int, source: Random = SECRET) -> str:
    return "".join(source.choice(ALPHABET) for _place in range(count))


def check_value(body: str) -> int:
    """What Crockford's check symbol stands for."""
    value = 0
    for symbol in body:
        value = value * len(ALPHABET) + ALPHABET.index(symbol)
    return value % CHECK_MODULUS


def family_code(jalali_year: int, source: Random = SECRET) -> str:
    """The code of a family's file: 1405-7KQ2M8."""
    return f"{jalali_year}-{symbols(FAMILY_SYMBOLS, source)}"


def tracking_code(source: Random = SECRET) -> str:
    """Ten random symbols and a check symbol, the family's own key: 7KQ2M8X4PD3."""
    while True:
        body = symbols(TRACKING_SYMBOLS, source)
        # Five of the 37 check symbols are signs like * and $, which nobody should type.
        if check_value(body) < len(ALPHABET):
            return body + ALPHABET[check_value(body)]


def pin(source: Random = SECRET) -> str:
    """The number that goes with a tracking code."""
    return "".join(source.choice("0123456789") for _place in range(PIN_DIGITS))


def in_groups(code: str, size: int = 4) -> str:
    """A code as it is printed: 7KQ2-M8X4-PD3."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def as_typed(text: str) -> str:
    """What somebody typed, in the alphabet."""
    return IGNORED.sub("", latin_digits(text)).upper().translate(LOOK_ALIKES)


def read_family_code(text: str) -> str:
    """The family code somebody typed."""
    found = FAMILY_CODE.fullmatch(as_typed(text))
    if not found:
        raise ValidationError(
            _("This is not a family code. It is a year and six symbols, for example 1405-7KQ2M8."),
            code="family_code",
        )
    return f"{found[1]}-{found[2]}"


def read_tracking_code(text: str) -> str:
    """The tracking code somebody typed; its check symbol finds slips of the finger."""
    code = as_typed(text)
    if not TRACKING_CODE.fullmatch(code) or check_value(code[:-1]) != ALPHABET.index(code[-1]):
        raise ValidationError(
            _(
                "This is not a tracking code. It has eleven symbols and was shown to you after "
                "registering; the code on the prison's sheet is another."
            ),
            code="tracking_code",
        )
    return code
