import uuid
from typing import Any

from django.db import models
from django.db.models.functions import Collate, Lower, Replace
from django.utils.encoding import force_str
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """What every row of the registry has: a name for the outside and its two moments."""

    uid = models.UUIDField(_("unique id"), default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> str:  # noqa: N802 -- Django's name
        """What `get_…_display` says.  Django's own translates every label to find the one."""
        value = getattr(self, field.attname)
        label: str = force_str(dict(field.flatchoices).get(value, value), strings_only=True)
        return label


class Named(Record):
    """A row of the directory or a catalogue, with its name in both languages."""

    name_fa = models.CharField(_("Persian name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_fa if get_language() == "fa" else self.name_en


PLACE_OF_NAME = "place_of_name"

# A joiner counts for nothing, and these two for the letters that carry them.
AS = {"\u200c": "", "ئ": "ی", "ؤ": "و"}
# By their codes these four stand behind all other letters, and و before ه is not Persian either:
# each is put behind the letter it follows in the alphabet, by a sign no name is written with.
BEHIND = {"پ": "بۿ", "چ": "جۿ", "ژ": "زۿ", "ک": "قۿ", "گ": "قۿۿ", "و": "نۿ"}


class ByCode(Collate):
    """Letters in the order of their codes, whatever the collation of the database is."""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return compiler.compile(self.get_source_expressions()[0])


class PlaceOfName(models.CharField):
    """Where a name stands among others; reckoned by a query, never stored."""

    def __init__(self) -> None:
        super().__init__()
        self.attname, self.concrete = PLACE_OF_NAME, True


def place_of_name() -> models.ExpressionWrapper:
    """By the alphabet of the page's language."""
    name: Any = Lower("name_en")
    if get_language() == "fa":
        name = models.F("name_fa")
        for letter, place in (AS | BEHIND).items():
            name = Replace(name, models.Value(letter), models.Value(place))
    return models.ExpressionWrapper(ByCode(name, "C"), output_field=PlaceOfName())


def with_place_of_name(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """A directory whose pages can begin behind a name."""
    placed: models.QuerySet[Any] = rows.annotate(**{PLACE_OF_NAME: place_of_name()})
    return placed


def in_order_of_names(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """A directory in the order of its names."""
    return rows.order_by(place_of_name(), "pk")
