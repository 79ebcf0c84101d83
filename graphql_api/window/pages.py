"""Pages by key: a cursor is the name of a row, and a page begins after it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import strawberry
from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _
from strawberry import Info
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions import FieldExtension
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from graphql_api.window.errors import BAD_USER_INPUT, RefusalError, figure

USUAL_PAGE = 50
LARGEST_PAGE = 100

Row = TypeVar("Row", bound=Model)


@strawberry.type(description="Where a page stands in its list. · جای این صفحه در فهرست.")
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True)
class Span:
    """The part of a list that was asked for."""

    size: int
    backward: bool
    after: str | None
    before: str | None

    @classmethod
    def of(
        cls, first: int | None, after: str | None, last: int | None, before: str | None
    ) -> "Span":
        """`last` pages backward from the end; otherwise `first` pages forward."""
        backward = last is not None
        size = last if last is not None else first
        size = USUAL_PAGE if size is None else size
        if not 0 <= size <= LARGEST_PAGE:
            raise RefusalError(
                BAD_USER_INPUT,
                _("A page has from 0 to %(most)s rows. Ask for that many and page on.")
                % {"most": figure(LARGEST_PAGE)},
                field="last" if backward else "first",
            )
        return cls(size, backward, after, before)


@dataclass(frozen=True)
class Order:
    """A column to sort by, and the column that settles ties."""

    column: str
    tie: str
    descending: bool = False

    def keys(self, *, backward: bool) -> list[Any]:
        names = [self.column, self.tie] if self.column != self.tie else [self.tie]
        down = {self.column: self.descending != backward, self.tie: backward}
        if self.column == self.tie:
            down[self.tie] = self.descending != backward
        return [F(name).desc() if down[name] else F(name).asc() for name in names]

    def beyond(self, row: Model, *, after: bool) -> Q:
        """Rows on the far side of this one."""
        tie = getattr(row, self.tie)
        rises = after != self.descending
        if self.column == self.tie:
            return Q(**{f"{self.tie}__{'gt' if rises else 'lt'}": tie})
        value = getattr(row, self.column)
        return Q(**{f"{self.column}__{'gt' if rises else 'lt'}": value}) | Q(
            **{self.column: value, f"{self.tie}__{'gt' if after else 'lt'}": tie}
        )


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """A list to be paged: its rows, their order, their names, and what a page of them is."""

    matching: QuerySet[Row]
    order: Order
    name: Callable[[Row], str]
    find: Callable[[str], Row | None]
    connect: Callable[["Page[Row]"], Any]

    def row(self, cursor: str, argument: str) -> Row:
        found = self.find(cursor)
        if found is None:
            raise RefusalError(
                BAD_USER_INPUT,
                _("This cursor does not belong to the current release. Start from the first page."),
                field=argument,
            )
        return found

    def page(self, span: Span) -> "Page[Row]":
        """One page, read with one more row than shown to know whether there are more."""
        rows, order = self.matching, self.order
        if span.after is not None:
            rows = rows.filter(order.beyond(self.row(span.after, "after"), after=True))
        if span.before is not None:
            rows = rows.filter(order.beyond(self.row(span.before, "before"), after=False))
        found = list(rows.order_by(*order.keys(backward=span.backward))[: span.size + 1])
        more, shown = len(found) > span.size, found[: span.size]
        if span.backward:
            shown.reverse()
        info = PageInfo(
            has_next_page=span.before is not None if span.backward else more,
            has_previous_page=more if span.backward else span.after is not None,
            start_cursor=self.name(shown[0]) if shown else None,
            end_cursor=self.name(shown[-1]) if shown else None,
        )
        return Page(shown, info)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of a page, and whether there are more on either side."""

    rows: list[Row]
    info: PageInfo


class Paged(FieldExtension):
    """Gives a field the four arguments of a connection, and its listing's page as the answer."""

    def apply(self, field: StrawberryField) -> None:
        field.arguments = [
            *field.arguments,
            argument("first", int, USUAL_PAGE),
            argument("after", str),
            argument("last", int),
            argument("before", str),
        ]

    def resolve(self, next_: Callable[..., Any], source: Any, info: Info, **given: Any) -> Any:
        span = Span.of(*(given.pop(name) for name in ("first", "after", "last", "before")))
        listing = next_(source, info, **given)
        return listing.connect(listing.page(span))


def argument(name: str, kind: type, default: Any = None) -> StrawberryArgument:
    annotation = StrawberryAnnotation(kind | None)
    return StrawberryArgument(
        python_name=name, graphql_name=None, type_annotation=annotation, default=default
    )
