"""Money: kept in whole rials, shown and typed in tomans (ten rials)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from audit.calendar import digits, is_persian, latin_digits, persian_digits

RIALS_IN_A_TOMAN = 10
SEPARATORS = re.compile(r"[\s\u200b-\u200f,٬،'_]+")
AMOUNT = re.compile(r"(\d{1,17})(?:[.٫/](\d))?")


def grouped(number: int, language: str | None = None) -> str:
    """A number with thousands apart: ۱٬۲۵۰٬۰۰۰ or 1,250,000."""
    text = f"{number:,}"
    return persian_digits(text).replace(",", "٬") if is_persian(language) else text


def toman_figure(rial: int, language: str | None = None) -> str:
    """An amount of rials as a number of tomans, without the word."""
    whole, rest = divmod(abs(rial), RIALS_IN_A_TOMAN)
    sign = "-" if rial < 0 else ""
    text = sign + grouped(whole, language)
    if not rest:
        return text
    return f"{text}٫{persian_digits(rest)}" if is_persian(language) else f"{text}.{rest}"


def toman(rial: int, language: str | None = None) -> str:
    """An amount of rials in tomans: «۱٬۲۵۰٬۰۰۰ تومان» or “1,250,000 toman”."""
    word = "تومان" if is_persian(language) else "toman"
    return f"{toman_figure(rial, language)} {word}"


def parse_toman(text: str) -> int:
    """The rials of an amount that somebody typed in tomans."""
    found = AMOUNT.fullmatch(SEPARATORS.sub("", latin_digits(text)))
    if not found:
        raise ValidationError(
            _("“%(text)s” is not an amount. Write tomans in figures, for example 1,250,000."),
            code="not_an_amount",
            params={"text": digits(text)},
        )
    return int(found[1]) * RIALS_IN_A_TOMAN + int(found[2] or 0)
