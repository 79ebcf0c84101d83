"""A prison's file of custody events: read, understood line by line, matched with who is known.

The file is somebody else's: whatever it holds becomes either a line that can be recorded or a
refusal with its reason.  No sentence repeats what stood in the file, which may be a number or
a name in the wrong column.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from permissions.vocabulary import Permission
from registry.errors import RuleError
from registry.fields import blind_index
from registry.form_fields import DayField, MomentField
from registry.identity import clean_national_id
from registry.models import CustodyEvent, Prison, Prisoner
from registry.models.prisoner import Marital
from registry.services.custody import Particulars, require_fitting
from registry.services.standing import ARRIVALS
from registry.text import clean, fold

MOST_BYTES = 20 * 1024 * 1024
MOST_LINES = 200_000
AT_A_TIME = 100
LONGEST_CELL = 200
NAMES = re.compile(r"[^\W\d_][^\d_=@+|<>;:\"\t]*")

# The columns, as the template has them and as people write them in Persian.
COLUMNS = {
    "prison": "زندان",
    "national_id": "کد ملی",
    "prisoner_no": "شماره زندانی",
    "first_name": "نام",
    "last_name": "نام خانوادگی",
    "father_name": "نام پدر",
    "marital": "وضعیت تأهل",
    "event": "رویداد",
    "date": "تاریخ",
    "time": "ساعت",
    "to_prison": "زندان مقصد",
    "letter_no": "شماره نامه",
    "release_kind": "نوع آزادی",
    "due_back": "تاریخ بازگشت",
}
NEEDED = ("event", "date")


def read(file: Any) -> Iterator[list[Any]]:
    """The lines of an uploaded file, in the template's order, each behind its number."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        head = text.readline(10_000)
        separator = ";" if head.count(";") > head.count(",") else ","
        names = columns_of(next(csv.reader([head], delimiter=separator, strict=True), []))
        for count, row in enumerate(csv.reader(text, delimiter=separator, strict=True), start=2):
            if count > MOST_LINES + 1:
                raise RuleError(
                    _("The file has more than %(most)s lines. Send it in parts."),
                    code="feed_too_long",
                    most=MOST_LINES,
                )
            if any(cell.strip() for cell in row):
                yield [count, *arranged(names, row)]
    except UnicodeDecodeError as wrong:
        raise RuleError(
            _("The file cannot be read. Save it as “CSV UTF-8”, and send it again."),
            code="feed_encoding",
        ) from wrong
    except csv.Error as wrong:
        raise RuleError(
            _("The file is no table: a quotation mark is not closed, or a cell is far too long."),
            code="feed_broken",
        ) from wrong
    finally:
        text.detach()


def columns_of(head: list[str]) -> list[str]:
    known = {fold(text): name for name, persian in COLUMNS.items() for text in (name, persian)}
    names = [known.get(fold(cell), "") for cell in head]
    missing = [name for name in NEEDED if name not in names]
    if missing or len(set(filter(None, names))) < len([name for name in names if name]):
        raise RuleError(
            _(
                "The first line must name the columns, each once, as in the template; “event” "
                "and “date” are needed."
            ),
            code="feed_columns",
        )
    return names


def arranged(names: list[str], row: list[str]) -> list[str]:
    cells = {name: clean(cell)[:LONGEST_CELL] for name, cell in zip(names, row, strict=False)}
    return [cells.get(name, "") for name in COLUMNS]


@cache
def words_of(choices: Any) -> dict[str, str]:
    """What people call a choice, in both languages, by its folded spelling."""
    found = {fold(value): value for value in choices.values}
    for language in ("fa", "en"):
        with translation.override(language):
            found |= {fold(str(label)): value for value, label in choices.choices}
    return found


@dataclass(frozen=True)
class Line:
    """One event, as the file tells it."""

    number: int
    kind: str
    at: datetime
    prison: int
    person: dict[str, str]
    to_prison: int | None
    particulars: Particulars

    @property
    def national_id_index(self) -> str | None:
        number = self.person["national_id"]
        return blind_index(number, "prisoner.national_id") if number else None

    @property
    def who(self) -> tuple[Any, ...]:
        return (self.national_id_index or "", "" if self.national_id_index else self.number_there)

    @property
    def taken_to(self) -> int | None:
        """The prison the event brings him to; nothing where he stays."""
        return self.to_prison or (self.prison if self.kind in ARRIVALS else None)

    @property
    def number_there(self) -> str:
        return f"{self.prison}/{self.person['prisoner_no']}"


def refusal(sentence: str) -> RuleError:
    return RuleError(sentence, code="feed_line")


class Desk:
    """What one person may feed: her prisons, and the prisoners who are or were there."""

    def __init__(self, user: Any, prison: int | None) -> None:
        hers = Prison.access.where(Prison.objects.all(), user, Permission.EDIT_PRISONERS)
        self.hers = dict(hers.values_list("code", "pk"))
        self.places = Prison.objects.in_bulk()
        self.all: dict[str, int] = {place.code: pk for pk, place in self.places.items()}
        self.held = set(self.hers.values())
        self.prison = prison if prison in self.held else None

    def understand(self, number: int, *cells: str) -> Line:
        """A line as an event, or the reason why it is none."""
        told = dict(zip(COLUMNS, cells, strict=True))
        kind = words_of(CustodyEvent.Kind).get(fold(told["event"]))
        if kind is None:
            raise refusal(_("The event is none of those the template's page lists."))
        at = moment(told["date"], told["time"])
        return Line(
            number=number,
            kind=kind,
            at=at,
            prison=self.where(told["prison"]),
            person=person(told),
            to_prison=self.taken_to(kind, told["to_prison"]),
            particulars=particulars(kind, at, told),
        )

    def where(self, code: str) -> int:
        found = self.hers.get(code) if code else self.prison
        if found is None:
            raise refusal(_("The prison is missing, or is none of yours."))
        return found

    def taken_to(self, kind: str, code: str) -> int | None:
        if kind != CustodyEvent.Kind.TRANSFER:
            return None
        found = self.all.get(code)
        if found is None:
            raise refusal(_("A transfer needs the code of the prison he is taken to."))
        return found

    def candidates(self, lines: list[Line]) -> dict[tuple[Any, ...], list[Prisoner]]:
        """Who the lines may mean, among those who are or were in these prisons, and no others."""
        here = CustodyEvent.objects.filter(prisoner=OuterRef("pk"), prison__in=self.held)
        by_number = Q()
        for line in lines:
            if not line.national_id_index and line.person["prisoner_no"]:
                by_number |= Q(prison=line.prison, prisoner_no=line.person["prisoner_no"])
        wanted = Q(national_id_index__in=[line.national_id_index for line in lines])
        wanted = wanted | by_number if by_number else wanted
        found = Prisoner.objects.filter(wanted).filter(Q(prison__in=self.held) | Exists(here))
        people: dict[tuple[Any, ...], list[Prisoner]] = {}
        for prisoner in found.order_by("pk"):
            if prisoner.national_id_index:
                people.setdefault((prisoner.national_id_index, ""), []).append(prisoner)
            number = f"{prisoner.prison_id}/{prisoner.prisoner_no}"
            people.setdefault(("", number), []).append(prisoner)
        return people


def moment(day: str, clock: str) -> datetime:
    try:
        at = MomentField().to_python(f"{day} {clock}".strip())
    except ValidationError as wrong:
        raise refusal(
            _("The date or the time cannot be read; write 1405/2/9 and 14:30.")
        ) from wrong
    if at is None:
        raise refusal(_("The date is missing."))
    if at > timezone.now():
        raise refusal(_("The event lies in the future."))
    return at


def particulars(kind: str, at: datetime, told: dict[str, str]) -> Particulars:
    release = words_of(CustodyEvent.Release).get(fold(told["release_kind"]), "")
    if told["release_kind"] and not release:
        raise refusal(_("The kind of release is none of those the template's page lists."))
    try:
        due_back_on = DayField().to_python(told["due_back"])
    except ValidationError as wrong:
        raise refusal(_("The day of return cannot be read; write 1405/2/9.")) from wrong
    found = Particulars(told["letter_no"][:50], release, due_back_on)
    require_fitting(kind, at, found, by=None)
    return found


def person(told: dict[str, str]) -> dict[str, str]:
    names = ("first_name", "last_name", "father_name")
    found = {name: told[name][:100] for name in names}
    if any(text and not NAMES.fullmatch(text) for text in found.values()):
        raise refusal(_("A name holds something that is no name."))
    if told["national_id"]:
        try:
            found["national_id"] = clean_national_id(told["national_id"])
        except ValidationError as wrong:
            raise refusal(" ".join(wrong.messages)) from wrong
    marital = words_of(Marital).get(fold(told["marital"]), "")
    found |= {"marital": marital, "prisoner_no": told["prisoner_no"][:30]}
    found.setdefault("national_id", "")
    if not (found["national_id"] or found["prisoner_no"]):
        raise refusal(_("Nobody is named: a national ID or a prisoner number is needed."))
    return found
