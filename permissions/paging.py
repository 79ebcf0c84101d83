"""Pages of long lists: each begins after a row, not after so many rows.

To skip a hundred thousand rows a database has to read them; to begin after one of them it
looks into an index.  So a list has a next and a previous page instead of numbered ones, and
the thousandth is as fast as the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, ChangeList
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import connections, models
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest

from permissions.counting import CAP, Counted, counted
from permissions.cursors import seal, unseal

FORWARD, BACKWARD = "next", "previous"
ACTION_COLUMN = "action_checkbox"  # as Django calls the column of boxes before the rows


@dataclass(frozen=True)
class Column:
    """One column of an order."""

    field: Any
    descending: bool

    @property
    def name(self) -> str:
        return str(self.field.attname)

    def ahead(self, value: Any, nulls_are_largest: bool) -> Q:
        """The rows that stand behind this value in the order."""
        nulls_come_last = nulls_are_largest is not self.descending
        if value is None:
            return Q(pk__in=()) if nulls_come_last else Q(**{f"{self.name}__isnull": False})
        beyond = Q(**{f"{self.name}__{'lt' if self.descending else 'gt'}": value})
        if self.field.null and nulls_come_last:
            beyond |= Q(**{f"{self.name}__isnull": True})
        return beyond

    def bound(self, value: Any, nulls_are_largest: bool) -> Q:
        """What holds for all rows from this value on; an index can be entered here."""
        if value is None or (self.field.null and nulls_are_largest is not self.descending):
            return Q()
        return Q(**{f"{self.name}__{'lte' if self.descending else 'gte'}": value})

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True} if value is None else {self.name: value})

    def turned(self) -> "Column":
        return Column(self.field, not self.descending)


@dataclass(frozen=True)
class Page:
    """Some rows, and the words for the pages on both sides; empty where there are none."""

    rows: list[Any]
    previous: str
    next: str


def order_of(
    model: type[models.Model], names: Sequence[Any], reckoned: Mapping[str, Any] | None = None
) -> list[Column]:
    """The columns of an order, as far as they are the row's own; the key always ends it.

    `reckoned` are columns that the query makes of the row, as its place in an alphabet.
    """
    columns: list[Column] = []
    for name in names:
        text = name if isinstance(name, str) else ""
        bare = text.lstrip("-")
        try:
            field = column_called(bare, model, reckoned or {})
        except FieldDoesNotExist:
            continue
        if field.concrete and all(field is not each.field for each in columns):
            columns.append(Column(field, text.startswith("-")))
    if all(not each.field.primary_key for each in columns):
        columns.append(Column(model._meta.pk, bool(columns) and columns[-1].descending))
    return columns


def column_called(name: str, model: type[models.Model], reckoned: Mapping[str, Any]) -> Any:
    if name in reckoned:
        return reckoned[name].output_field
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def first_page(
    rows: QuerySet[Any], whole: QuerySet[Any], order: Sequence[Column], size: int
) -> tuple[Page, Counted]:
    """The first page and the number of all rows; they are walked through once for both.

    Where few rows pass a filter, the way to the hundredth is long.  `whole` are the rows without
    the filters: what was found needs no second look.
    """
    names = names_of(order)
    keys = list(rows.order_by(*names).values_list("pk", flat=True)[: max(CAP, size) + 1])
    found = list(whole.filter(pk__in=keys[:size]).order_by(*names)) if keys else []
    more = found and len(keys) > size
    word = seal([FORWARD, *written(order, found[-1])], kind_of(rows, order)) if more else ""
    return Page(found, "", word), Counted(min(len(keys), CAP), len(keys) > CAP)


def page_of(rows: QuerySet[Any], order: Sequence[Column], size: int, word: str = "") -> Page:
    """The page that the word names; the first for a word that means nothing here."""
    about = kind_of(rows, order)
    place = unseal(word, about) or [FORWARD]
    direction, values = place[0], read(order, place[1:])
    if values is None:
        direction, values = FORWARD, []
    columns = [each.turned() for each in order] if direction == BACKWARD else list(order)
    if values:
        largest = connections[rows.db].features.order_by_nulls_first is False
        rows = rows.filter(columns[0].bound(values[0], largest), behind(columns, values, largest))
    found = list(rows.order_by(*names_of(columns))[: size + 1])
    more, found = len(found) > size, found[:size]
    if direction == BACKWARD:
        found.reverse()
    before = bool(values) if direction == FORWARD else more
    after = more if direction == FORWARD else bool(values)
    return Page(
        found,
        seal([BACKWARD, *written(order, found[0])], about) if found and before else "",
        seal([FORWARD, *written(order, found[-1])], about) if found and after else "",
    )


def names_of(order: Sequence[Column]) -> list[str]:
    return [f"{'-' * each.descending}{each.name}" for each in order]


def kind_of(rows: QuerySet[Any], order: Sequence[Column]) -> str:
    """In which list a word means something."""
    return ",".join([rows.model._meta.label, *(f"{c.name}{c.descending:d}" for c in order)])


def behind(columns: Sequence[Column], values: Sequence[Any], nulls_are_largest: bool) -> Q:
    """Behind in the first column, or equal there and behind in the second, and so on."""
    condition = Q(pk__in=())
    for column, value in reversed(list(zip(columns, values, strict=True))):
        condition = column.ahead(value, nulls_are_largest) | column.same(value) & condition
    return condition


def read_links(rows: list[Any], links: Sequence[Prefetch]) -> None:
    """What the rows link to: asked once for each kind, however many of their links lead there."""
    by_kind: dict[type[models.Model], list[Prefetch]] = {}
    for link in links if rows else ():
        field: Any = rows[0]._meta.get_field(link.prefetch_to)
        by_kind.setdefault(field.related_model, []).append(link)
    for alike in by_kind.values():
        if len(alike) == 1 or alike[0].queryset is None:
            prefetch_related_objects(rows, *alike)
            continue
        fields: list[Any] = [rows[0]._meta.get_field(link.prefetch_to) for link in alike]
        keys = {getattr(row, field.attname) for row in rows for field in fields} - {None}
        found = alike[0].queryset.in_bulk(keys) if keys else {}
        for row in rows:
            for field in fields:
                field.set_cached_value(row, found.get(getattr(row, field.attname)))


def written(order: Sequence[Column], row: Any) -> list[str | None]:
    return [
        None if getattr(row, each.name) is None else each.field.value_to_string(row)
        for each in order
    ]


def read(order: Sequence[Column], texts: Sequence[str | None]) -> list[Any] | None:
    """The values of a place; None if they are not of this order, after a change of a column."""
    if not texts:
        return []
    if len(texts) != len(order):
        return None
    try:
        return [
            None if text is None else target_of(each.field).to_python(text)
            for each, text in zip(order, texts, strict=True)
        ]
    except ValidationError:
        return None


def target_of(field: Any) -> Any:
    return field.target_field if field.is_relation else field


def tell_of_more(request: HttpRequest) -> None:
    """A search found more than the list shows: its count is to say so."""
    request.META["list.is_cut"] = True


class PagedList(ChangeList):
    """Django's list, with pages that begin after a row and a count that ends at a cap."""

    page: Page
    counted: Counted
    way_back: str = ""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Columns of the row's own: the order of another table cannot be entered by an index."""
        names = super().get_ordering(request, queryset)
        if self.params.get(ORDER_VAR):
            # Django ends every order downwards; an index is read in one direction.
            names = [name for name in names if name not in ("pk", "-pk")]
        office: Any = self.model_admin
        self.order = order_of(self.model, office.sorted_by(names), queryset.query.annotations)
        return names_of(self.order)

    def get_results(self, request: HttpRequest) -> None:
        self.way_back, self.preserved_filters = self.way_back or self.preserved_filters, ""
        rows, size = self.queryset.prefetch_related(None), self.list_per_page
        if word := request.GET.get(PAGE_VAR, ""):
            found = page_of(self.to_show(rows), self.order, size, word)
            self.page, self.counted = found, counted(rows)
        else:
            whole = getattr(self, "whole", self.root_queryset).prefetch_related(None)
            self.page, self.counted = first_page(rows, self.to_show(whole), self.order, size)
        office: Any = self.model_admin
        read_links(self.page.rows, office.links_of(request))
        self.result_list = self.page.rows
        if request.META.get("list.is_cut"):
            self.counted = Counted(self.counted.number, more=True)
        self.result_count = self.counted.number
        self.full_result_count = None
        self.show_full_result_count = False
        self.show_admin_actions = True
        # What Django's own numbered pages would ask for; ours stand in `page`.
        self.can_show_all = self.multi_page = False

    def url_for_result(self, result: Any) -> str:
        """With the way back to this list as it is; Django resolves each address anew for that."""
        url = super().url_for_result(result)
        return f"{url}?{self.way_back}" if self.way_back else url

    def to_show(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Where rows can be ticked, with what the action on them will have to know."""
        office: Any = self.model_admin
        ticked = ACTION_COLUMN in self.list_display
        return office.with_what_actions_ask(rows) if ticked else rows

    def link_to(self, word: str) -> str:
        return str(self.get_query_string({PAGE_VAR: word}))
