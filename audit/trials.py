"""An action on many rows of a list that shows first what it would do.

The trial is the deed itself, done to each row by the same service and with the same guards, in
a transaction that is then undone.  What is confirmed is exactly what was shown: the rows that
would change, each in the version in which it was shown.  A row that somebody has changed since
is refused by its name, and so is one whose turn has gone by.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from audit import versions
from audit.changes import Change

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CONFIRMED = "confirmed"
SEEN = "seen-"  # and the key of a row: the version of it that was shown
MOST_SHOWN = 30  # of each kind; the rest are counted
MARK = "shows_first"
Action = TypeVar("Action", bound=Callable[..., Any])


def shows_first(action: Action) -> Action:
    """Mark an action of a list: once confirmed, it compares each row with what it has shown."""
    setattr(action, MARK, True)
    return action


def compares_by_itself(pages: object, request: HttpRequest) -> bool:
    """Whether this POST confirms such an action; every other one is compared with the list."""
    action = getattr(pages, request.POST.get("action", ""), None)
    return CONFIRMED in request.POST and getattr(action, MARK, False)


class Deed:
    """What is done to each of the rows that were chosen, and what is said before it is."""

    title: "StrOrPromise"
    intro: "StrOrPromise" = ""

    def perform(self, row: Any) -> object:
        """Do it; a refusal is a `ValidationError` with the sentence for the reader."""
        raise NotImplementedError

    def tried(self, row: Any) -> list[Change]:
        """Do it in the trial, and tell what it did."""
        self.perform(row)
        return []

    def subject(self, row: Any) -> models.Model:
        """The row that is changed, where it is not the one that is listed."""
        return row  # type: ignore[no-any-return]  # rows are models

    def mark(self, changes: Sequence[Change]) -> str:
        """What has to come out when it is confirmed as it did in the trial; empty: anything."""
        return ""

    def hold(self, rows: Sequence[Any]) -> None:
        """Keep the rows from changing until the transaction ends."""
        subjects = [self.subject(row) for row in rows]
        versions.hold(type(subjects[0]), {each.pk for each in subjects})

    def name(self, row: Any) -> str:
        return str(row)

    def beside(self, row: Any) -> dict[str, Any]:
        """What the page shows of the row besides what would change in it."""
        return {}


@dataclass(frozen=True)
class Verdict:
    """What would come of one row, or has."""

    row: Any
    name: str
    seen: str
    changes: list[Change] = field(default_factory=list)
    refusal: str = ""


@dataclass(frozen=True)
class Trial:
    """A deed, and the rows that were chosen for it; there is at least one."""

    deed: Deed
    rows: Sequence[Any]
    store: str = DEFAULT_DB_ALIAS

    def shown(self) -> list[Verdict]:
        """Do it to every row, look what it did, and undo it all."""
        with transaction.atomic(using=self.store):
            standing = self.standing()
            verdicts = [self.verdict(row, standing, self.tell) for row in self.rows]
            transaction.set_rollback(True, using=self.store)
        return verdicts

    def carried_out(self, post: Mapping[str, str]) -> list[Verdict]:
        """Do it to exactly the rows that were shown, each as it was shown."""

        def compared(row: Any, seen: int) -> list[Change]:
            shown = post.get(f"{SEEN}{row.pk}", "")
            if shown.partition(".")[0] != str(seen):
                raise changed_since()
            changes = self.deed.tried(row)
            if shown != self.seen(seen, changes):
                raise changed_since()
            return changes

        with transaction.atomic(using=self.store):
            standing = self.standing()
            return [self.verdict(row, standing, compared) for row in self.rows]

    def seen(self, version: int, changes: Sequence[Change]) -> str:
        """A row as it was shown: its version, and what would come of it."""
        mark = self.deed.mark(changes)
        return f"{version}.{mark}" if mark else str(version)

    def standing(self) -> dict[Any, int]:
        """The versions of all that is to be changed, which nobody else changes from now on."""
        self.deed.hold(self.rows)
        subjects = [self.deed.subject(row) for row in self.rows]
        return versions.versions_of(type(subjects[0]), {each.pk for each in subjects})

    def tell(self, row: Any, seen: int) -> list[Change]:
        return self.deed.tried(row)

    def verdict(
        self, row: Any, standing: Mapping[Any, int], take: Callable[[Any, int], list[Change]]
    ) -> Verdict:
        name, seen = self.deed.name(row), standing.get(self.deed.subject(row).pk, versions.NONE)
        try:
            with transaction.atomic(using=self.store):
                changes = take(row, seen)
                return Verdict(row, name, self.seen(seen, changes), changes)
        except ValidationError as refused:
            return Verdict(row, name, str(seen), refusal=" ".join(refused.messages))

    def page(self, verdicts: Sequence[Verdict]) -> dict[str, Any]:
        """What the page that shows first needs to know of them."""
        taken, refused = taken_and_refused(verdicts)
        return {
            "title": self.deed.title,
            "intro": self.deed.intro,
            "rows": self.rows,
            "taken": taken,
            "shown": [(each, self.deed.beside(each.row)) for each in taken[:MOST_SHOWN]],
            "refused": refused,
            "refused_shown": refused[:MOST_SHOWN],
        }


def taken_and_refused(verdicts: Sequence[Verdict]) -> tuple[list[Verdict], list[Verdict]]:
    taken = [each for each in verdicts if not each.refusal]
    return taken, [each for each in verdicts if each.refusal]


def changed_since() -> ValidationError:
    """Of a row that stands no longer as it was shown before the deed was confirmed."""
    return ValidationError(
        _("It has been changed since you looked at it. Nothing was done to it; look at it again."),
        code="changed_since",
    )
