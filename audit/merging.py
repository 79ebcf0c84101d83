"""Two people in one row: what each changed, and what both did.

A form carries the version it was filled in on.  When the row has moved on since, the form is
laid over the row as it is now: what only the others changed stays, what only I changed is
written, and where both changed the same field nothing is stored before I have chosen.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

from audit import versions
from audit.changes import HIDDEN, NOTHING

THEIRS, MINE = "theirs", "mine"


@dataclass(frozen=True)
class Conflict:
    """One field that two people changed: what it was, what it is, what was typed."""

    name: str
    label: str
    before: str
    theirs: str
    mine: str
    choice: str  # the name of the input that settles it


class SharedForm(forms.ModelForm):
    """The form of a row that others may be changing at the same time."""

    def __init__(self, data: Any = None, files: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, files, *args, **kwargs)
        self.conflicts: list[Conflict] = []
        self.kept: list[str] = []  # fields that others changed, and that stay as they left them
        self.seen = self.now = versions.NONE
        self.trouble = ""
        self.met = False

    def meet(self) -> None:
        """Lay what was typed over the row as it is at this moment; it is held from here on."""
        self.take_current_values()
        self.now = versions.version_of(self.instance)
        seen = versions.opened(self.instance, self.data.get(self.add_prefix(versions.FIELD), ""))
        base = versions.record_at(self.instance, seen or versions.NONE)
        if seen is None or (base is None and self.now != versions.NONE):
            self.trouble = _(
                "Nothing was saved: the page did not say which version of the entry it showed. "
                "Open the page anew and fill it in there."
            )
            return
        self.seen = seen
        self.data = self.sent.copy()
        if base is not None and (seen != self.now or self.asked in self.data):
            self.lay_over(base)

    @property
    def sent(self) -> QueryDict:
        assert isinstance(self.data, QueryDict)
        return self.data

    def take_current_values(self) -> None:
        """Lock the row, and bring the instance up to date without reading its links anew."""
        model = type(self.instance)
        rows = model._base_manager.using(self.instance._state.db)
        current = rows.select_for_update().get(pk=self.instance.pk)
        for field in model._meta.concrete_fields:
            value = getattr(current, field.attname)
            if getattr(self.instance, field.attname) != value:
                setattr(self.instance, field.attname, value)
                self.initial[field.name] = field.value_from_object(current)

    def lay_over(self, base: Any) -> None:
        columns = self.columns(base)
        before = {name: column.value_from_object(base) for name, column in columns}
        current = {name: column.value_from_object(self.instance) for name, column in columns}
        unsettled = self.settle(before)
        for name, value in before.items():
            theirs, mine = value != current[name], self.differs(name, value)
            if name in unsettled or (theirs and mine and self.differs(name, current[name])):
                self.conflicts.append(self.conflict(name, value, current[name]))
            elif theirs and not mine:
                self.put(name, current[name])
                self.kept.append(name)
        if self.conflicts:
            self.trouble = _(
                "Nothing was saved yet: somebody else has changed the same since you opened the "
                "page. Choose what is to stand."
            )

    def columns(self, base: Any) -> "list[tuple[str, models.Field[Any, Any]]]":
        """The fields of the form that stand in the record; others have nothing to compare."""
        recorded = {field.name: field for field in base.tracked_fields}
        return [(name, recorded[name]) for name in self.fields if name in recorded]

    def settle(self, before: dict[str, Any]) -> set[str]:
        """Take the choices of the page of conflicts; what was asked and not chosen comes back."""
        unsettled = set()
        for name in self.sent.getlist(self.asked):
            chosen = self.data.get(self.choice_of(name))
            if chosen == THEIRS and name in before:
                self.put(name, before[name])
            elif chosen != MINE and name in before:
                unsettled.add(name)
        return unsettled

    @property
    def asked(self) -> str:
        """The name under which the page of conflicts says what it asked."""
        return self.add_prefix("_asked")

    def choice_of(self, name: str) -> str:
        return self.add_prefix(f"_choice-{name}")

    def typed(self, name: str) -> Any:
        widget = self.fields[name].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def differs(self, name: str, value: Any) -> bool:
        """Whether what was typed is another value, however it is written."""
        typed = [text.replace("\r\n", "\n") for text in self.sent.getlist(self.add_prefix(name))]
        if typed == self.as_sent(name, value):
            return False  # what the page showed may be less exact than what is stored
        return bool(self.fields[name].has_changed(value, self.typed(name)))

    def as_sent(self, name: str, value: Any) -> list[str]:
        """The value as the page shows it and the form sends it."""
        field = self.fields[name]
        prepared = field.prepare_value(value)
        if isinstance(field.widget, forms.CheckboxInput):
            return ["on"] if prepared else []
        if getattr(field.widget, "allow_multiple_selected", False):
            return [str(each) for each in prepared or ()]
        return ["" if prepared is None else str(prepared).replace("\r\n", "\n")]

    def put(self, name: str, value: Any) -> None:
        """Fill the value in, as the page would have."""
        self.sent.setlist(self.add_prefix(name), self.as_sent(name, value))

    def conflict(self, name: str, before: Any, current: Any) -> Conflict:
        try:
            mine = self.in_words(name, self.fields[name].clean(self.typed(name)))
        except ValidationError:
            mine = str(self.typed(name))
        return Conflict(
            name=name,
            label=str(self.fields[name].label or name),
            before=self.in_words(name, before),
            theirs=self.in_words(name, current),
            mine=mine,
            choice=self.choice_of(name),
        )

    def in_words(self, name: str, value: Any) -> str:
        """A value as its own field shows it: who may fill it in may read it."""
        field = self.fields[name]
        if value in (None, "", []):
            return NOTHING
        if isinstance(field, forms.ModelChoiceField):
            key = getattr(value, "pk", value)
            row = field.queryset.filter(pk=key).first()  # type: ignore[union-attr]  # it has rows
            return HIDDEN if row is None else field.label_from_instance(row)
        if isinstance(field, forms.BooleanField):
            return _("yes") if value else _("no")
        if choices := getattr(field, "choices", None):
            labels = {str(key): str(label) for key, label in flat(choices)}
            chosen = value if isinstance(value, list) else [value]
            return ", ".join(labels.get(str(each), str(each)) for each in chosen)
        return str(field.prepare_value(value))

    def full_clean(self) -> None:
        """Django's own, after the row was met; rows that are only shown are never asked."""
        if self.is_bound and not self.met and not self.instance._state.adding:
            self.met = True
            self.meet()
        super().full_clean()
        if self.is_bound and self.trouble:
            self.add_error(None, self.trouble)


def flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without their groups."""
    found: list[tuple[Any, Any]] = []
    for key, label in choices:
        found += label if isinstance(label, (list, tuple)) else [(key, label)]
    return found
