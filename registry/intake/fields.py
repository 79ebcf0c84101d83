"""What people type on a telephone, read with mercy: Persian digits, spaces, either calendar."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.calendar import (
    GREGORIAN_YEARS,
    JALALI_YEARS,
    date_in_figures,
    digits,
    gregorian,
    jalali,
    latin_digits,
    parse_date,
)
from registry.models import County
from registry.text import clean, place_of

YEAR = re.compile(r"\d{4}")
OLDEST = 120
MIDDLE_OF_THE_YEAR = (7, 1)


class TextField(forms.CharField):
    """Text without control characters; a cleaner of `registry.identity` may look at it."""

    def __init__(self, *, cleaner: Callable[[str], str] = clean, **options: Any) -> None:
        self.cleaner = cleaner
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return self.cleaner(text) if text else ""

    def prepare_value(self, value: Any) -> Any:
        """Numbers of people are shown in the digits of the page; words as they were written."""
        is_number = self.cleaner is not clean and isinstance(value, str)
        return digits(value) if is_number else value


class BirthField(forms.CharField):
    """A date of birth in either calendar, or only its year."""

    default_error_messages = {
        "not_a_birth": _("Write the date like 1375/2/9, or only the year, like 1375."),
        "not_alive": _("This date lies in the future or too far in the past. Check the year."),
    }

    def clean(self, value: Any) -> Any:
        text = latin_digits(super().clean(value)).strip()
        born = self._year(int(text)) if YEAR.fullmatch(text) else self._day(text)
        today = timezone.localdate()
        if not today.year - OLDEST <= born.year or born > today:
            raise ValidationError(self.error_messages["not_alive"], code="not_alive")
        return {
            "birth_date": born.isoformat(),
            "birth_date_estimated": bool(YEAR.fullmatch(text)),
        }

    def prepare_value(self, value: Any) -> Any:
        """What was typed, in the digits of the page."""
        return digits(value) if isinstance(value, str) else value

    def _day(self, text: str) -> date:
        try:
            return parse_date(text)
        except ValidationError as unreadable:
            raise ValidationError(
                self.error_messages["not_a_birth"], code="not_a_birth"
            ) from unreadable

    def _year(self, year: int) -> date:
        """The middle of the year, but no day that has not come yet."""
        today = timezone.localdate()
        if year in JALALI_YEARS:
            return min(gregorian(year, *MIDDLE_OF_THE_YEAR), max(today, gregorian(year, 1, 1)))
        if year in GREGORIAN_YEARS:
            return min(date(year, *MIDDLE_OF_THE_YEAR), max(today, date(year, 1, 1)))
        raise ValidationError(self.error_messages["not_a_birth"], code="not_a_birth")


def birth_as_typed(page: dict[str, Any]) -> str:
    """What stands in the field when the family comes back."""
    if not page.get("birth_date"):
        return ""
    born = date.fromisoformat(page["birth_date"])
    if not page.get("birth_date_estimated"):
        return date_in_figures(born)
    year = jalali(born)[0] if (get_language() or "").startswith("fa") else born.year
    return digits(year)


class CountyField(forms.ChoiceField):
    """Every county of the country, under its province, in the language of the page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=counties, **options)


def counties() -> list[Any]:
    column = "name_fa" if (get_language() or "").startswith("fa") else "name_en"
    rows = County.objects.values_list("code", column, f"province__{column}")
    groups: dict[str, list[tuple[str, str]]] = {}
    # A database puts پ, چ, ک and گ behind all other letters, where nobody looks for them.
    for code, county, province in sorted(
        rows, key=lambda row: (place_of(row[2]), place_of(row[1]))
    ):
        groups.setdefault(province, []).append((code, county))
    return [("", _("Choose your county")), *groups.items()]
