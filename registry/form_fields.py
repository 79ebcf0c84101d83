"""What people type: days of either calendar, moments of Tehran, amounts in tomans."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.calendar import (
    GREGORIAN_YEARS,
    JALALI_YEARS,
    TEHRAN,
    date_in_figures,
    digits,
    gregorian,
    in_tehran,
    is_persian,
    jalali,
    latin_digits,
    parse_date,
)
from audit.money import parse_toman, toman_figure
from registry.identity import clean_mobile, clean_national_id, clean_postal_code


def as_typed(value: Any) -> Any:
    """What was typed and not understood, in the digits of the page."""
    return digits(value) if isinstance(value, str) else value


class DayField(forms.DateField):
    """A day, typed as 1405/2/9, ۱۴۰۵/۲/۹ or 2026-04-29, shown in the calendar of the page."""

    widget = forms.TextInput(
        attrs={"autocomplete": "off", "class": "day", "size": 12, "data-day": "day"}
    )

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        return parse_date(str(value))

    def prepare_value(self, value: Any) -> Any:
        return date_in_figures(value) if isinstance(value, date) else as_typed(value)


class MomentField(forms.DateTimeField):
    """A day and a time of the clock of Tehran: 1405/2/9 14:30.  Without a time, midnight."""

    widget = forms.TextInput(
        attrs={"autocomplete": "off", "class": "day", "size": 18, "data-day": "moment"}
    )

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        day, _space, clock = latin_digits(str(value)).strip().partition(" ")
        try:
            at = time.fromisoformat(clock.strip().zfill(5)) if clock else time()
        except ValueError as wrong:
            raise ValidationError(
                _("“%(text)s” is not a time of day. Write hours and minutes, for example 14:30."),
                code="not_a_time",
                params={"text": digits(clock)},
            ) from wrong
        return datetime.combine(parse_date(day), at, tzinfo=TEHRAN)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, datetime):
            return as_typed(value)
        there = in_tehran(value)
        return f"{date_in_figures(there.date())} {digits(f'{there:%H:%M}')}"


class TomanField(forms.Field):
    """An amount typed and shown in tomans, kept in rials."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal", "size": 16})

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("min_value", "max_value"):  # what a column of numbers would pass
            kwargs.pop(unused, None)
        kwargs["help_text"] = kwargs.get("help_text") or _("In tomans.")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value == "" else value
        return parse_toman(str(value))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return toman_figure(value)
        # The separators, too, are those of the page.
        told = as_typed(value)
        return told.replace("٬", ",") if isinstance(told, str) and not is_persian() else told


class WholeField(forms.IntegerField):
    """A whole number, typed in the digits of any keyboard and shown in those of the page."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": 8})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(latin_digits(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return digits(value) if isinstance(value, int) else value


class YearField(forms.IntegerField):
    """A year of either calendar, kept as the Gregorian one in which most of it lies."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": 6})

    def to_python(self, value: Any) -> int | None:
        year = super().to_python(latin_digits(value) if value else value)
        if year is None or year in GREGORIAN_YEARS:
            return year
        if year in JALALI_YEARS:
            return gregorian(year, 1, 1).year
        raise ValidationError(_("Write a year like 1370 or 1991."), code="not_a_year")

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return digits(jalali(date(value, 7, 1))[0]) if is_persian() else value


class CheckedField(forms.CharField):
    """A number that carries its own check: refused with a sentence, kept in Latin digits."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "size": 20})

    def __init__(self, *, check: Callable[[str], str], **kwargs: Any) -> None:
        self.check = check
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return self.check(text) if text else ""

    def prepare_value(self, value: Any) -> Any:
        return digits(value) if isinstance(value, str) else value


def checked(check: Callable[[str], str]) -> dict[str, Any]:
    return {"form_class": partial(CheckedField, check=check), "widget": CheckedField.widget}


# How the encrypted columns that are one line long are typed.
IDENTITIES: dict[str, dict[str, Any]] = {
    "phone": checked(clean_mobile),
    "national_id": checked(clean_national_id),
    "postal_code": checked(clean_postal_code),
    "other_id": {"widget": forms.TextInput},
    "number": {"widget": forms.TextInput},
}
