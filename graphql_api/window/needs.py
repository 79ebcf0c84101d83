"""What donors can give to: lots of alike needs, never families."""

from enum import Enum
from typing import Any

import django_filters
import strawberry
from strawberry import Info

from graphql_api.models import Lot
from graphql_api.window import words
from graphql_api.window.filtering import InProvince, OneOf, narrowed
from graphql_api.window.pages import Listing, Order, Page, Paged, PageInfo
from graphql_api.window.question import Question, asked
from graphql_api.window.words import Axis, Category, FacetValue, Language, PlaceLevel

KIND = "need"


@strawberry.interface(description="Anything with an id of its own. · هر چیز شناسه‌دار")
class Node:
    id: strawberry.ID


@strawberry.type(description="A programme of the network. · طرح")
class Program:
    code: str


@strawberry.type(
    description=(
        "A lot of alike needs: as many places as families that have it, never fewer than k, "
        "never more than there are. Facet and amount are empty where this lot does not tell "
        "them. · دسته‌ای از نیازهای همسان"
    )
)
class Need(Node):
    axis: Axis
    category: Category
    places: int
    row: strawberry.Private[Lot]

    @strawberry.field(description="What is needed, in words. · عنوان")
    def title(self, info: Info, language: Language | None = Language.FA) -> str:
        return title_of(self.row, asked(info).release.vocabulary, language)

    @strawberry.field(description="Where the families live. · مکان")
    def place(self) -> words.Place:
        return words.place(self.row.place, self.row.provinces)

    @strawberry.field(description="Household size, school level or age group. · ویژگی")
    def facet(self) -> words.Facet | None:
        return words.facet(self.row.facet_kind, self.row.facet)

    @strawberry.field(description="The public band of the amount. · بازهٔ مبلغ")
    def amount(self) -> words.AmountBand | None:
        return words.amount(self.row.amount_band, self.row.amount_lower, self.row.amount_upper)

    @strawberry.field(description="Places that nobody has pledged yet. · جاهای باقی‌مانده")
    def remaining(self) -> int:
        return self.row.places

    @strawberry.field(description="The programme it belongs to, if any. · طرح")
    def program(self) -> Program | None:
        return Program(code=self.row.program) if self.row.program else None


def title_of(lot: Lot, vocabulary: dict[str, Any], language: Language | None) -> str:
    """The words of the release itself: category, then facet."""
    english = language is Language.EN
    key = "title_en" if english else "title_fa"
    category = next(row for row in vocabulary["categories"] if row["code"] == lot.category)
    facet = next((row for row in vocabulary["facets"] if row["code"] == lot.facet), None)
    comma = ", " if english else "، "
    return comma.join(row[key] for row in (category, facet) if row)


@strawberry.type(description="A need and its place in the list. · یک سطر فهرست")
class NeedEdge:
    cursor: str
    node: Need


@strawberry.type(description="A page of needs. · یک صفحه از نیازها")
class NeedConnection:
    edges: list[NeedEdge]
    page_info: PageInfo
    matching: strawberry.Private[Any]

    @strawberry.field(description="How many lots match, on all pages. · شمار کل")
    def total_count(self) -> int:
        return int(self.matching.count())


@strawberry.input(description="Which needs; several values mean any of them. · صافی نیازها")
class NeedFilter:
    axis: list[Axis] | None = None
    category: list[Category] | None = None
    place_level: list[PlaceLevel] | None = None
    province: list[str] | None = None
    facet: list[FacetValue] | None = None
    amount: list[words.AmountLevel] | None = None


class LotFilterSet(django_filters.FilterSet):
    """The columns a client may narrow by; the input above names the same."""

    axis = OneOf(choices=Axis.choices)
    category = OneOf(choices=Category.choices)
    place_level = OneOf(choices=PlaceLevel.choices, field_name="place__level")
    province = InProvince()
    facet = OneOf(choices=FacetValue.choices)
    amount = OneOf(
        choices=[(level.value, level.name) for level in words.AmountLevel],
        field_name="amount_band",
    )


@strawberry.enum(description="Order of the list; equal needs stand in random order. · ترتیب")
class NeedOrder(Enum):
    CATEGORY_ASC = "category"
    CATEGORY_DESC = "-category"
    PLACE_ASC = "place_id"
    PLACE_DESC = "-place_id"
    AMOUNT_ASC = "amount_lower"
    AMOUNT_DESC = "-amount_lower"
    PLACES_ASC = "places"
    PLACES_DESC = "-places"


def order_of(chosen: NeedOrder | None) -> Order:
    if chosen is None:
        return Order("number", "number")
    return Order(chosen.value.removeprefix("-"), "number", chosen.value.startswith("-"))


def need_of(lot: Lot, question: Question) -> Need:
    return Need(
        id=strawberry.ID(question.names.name(KIND, lot.number)),
        axis=Axis(lot.axis),
        category=Category(lot.category),
        places=lot.places,
        row=lot,
    )


def find(question: Question, kind: str, name: str) -> Lot | None:
    """A lot by its name, if it is this client's and within its scope."""
    number = question.names.number(kind, name)
    return None if number is None else question.lots().filter(number=number).first()


def listing(question: Question, matching: Any, order: Order) -> Listing[Lot]:
    def name(lot: Lot) -> str:
        return question.names.name("cursor", lot.number)

    def connect(page: Page[Lot]) -> NeedConnection:
        edges = [NeedEdge(cursor=name(lot), node=need_of(lot, question)) for lot in page.rows]
        return NeedConnection(edges=edges, page_info=page.info, matching=matching)

    return Listing(
        matching=matching,
        order=order,
        name=name,
        find=lambda cursor: find(question, "cursor", cursor),
        connect=connect,
    )


@strawberry.type
class NeedsQuery:
    @strawberry.field(
        graphql_type=NeedConnection,
        extensions=[Paged()],
        description="The needs of the current release within the client's scope. · نیازها",
    )
    def needs(
        self,
        info: Info,
        filter: NeedFilter | None = None,  # noqa: A002 -- the schema's own word
        order_by: NeedOrder | None = None,
    ) -> Listing[Lot]:
        question = asked(info)
        matching = narrowed(LotFilterSet, filter, question.lots())
        return listing(question, matching, order_of(order_by))

    @strawberry.field(description="One need by its id; empty if there is none. · یک نیاز")
    def need(self, info: Info, id: strawberry.ID) -> Need | None:  # noqa: A002 -- the schema's own word
        question = asked(info)
        lot = find(question, KIND, id)
        return need_of(lot, question) if lot else None

    @strawberry.field(description="Anything with an id, by its id. · هر چیز با شناسه‌اش")
    def node(self, info: Info, id: strawberry.ID) -> Node | None:  # noqa: A002 -- the schema's own word
        question = asked(info)
        lot = find(question, KIND, id)
        return need_of(lot, question) if lot else None
