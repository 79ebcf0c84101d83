"""Protected statistics: the same numbers for everyone, each with its margin of error."""

import django_filters
import strawberry
from strawberry import Info

from graphql_api.models import StatisticCell as Cell
from graphql_api.models.statistic import StatisticCellQuerySet
from graphql_api.window import words
from graphql_api.window.filtering import InProvince, OneOf, narrowed
from graphql_api.window.pages import Listing, Order, Page, Paged, PageInfo
from graphql_api.window.question import Question, asked
from graphql_api.window.words import Category, FacetValue, StatisticsTable

KIND = "statistic"


@strawberry.type(
    description=(
        "One protected number. Families are counted once per category, for at most three "
        "needs. Empty when it is below the threshold or withheld. · یک عدد محافظت‌شده"
    )
)
class StatisticCell:
    margin_of_error: int
    below_threshold: bool
    withheld: bool
    row: strawberry.Private[Cell]

    @strawberry.field(description="The number, good to its margin of error. · مقدار")
    def value(self) -> int | None:
        return None if self.below_threshold else self.row.estimate

    @strawberry.field(description="The category counted, if the table has one. · دسته")
    def category(self) -> Category | None:
        return Category(self.row.category) if self.row.category else None

    @strawberry.field(description="The place counted, if the table has one. · مکان")
    def place(self) -> words.Place | None:
        row = self.row.place
        return words.place(row, row.provinces) if row else None

    @strawberry.field(description="The facet counted; empty where not told. · ویژگی")
    def facet(self) -> words.Facet | None:
        return words.facet(self.row.facet_kind, self.row.facet)

    @strawberry.field(description="The amount band counted; empty where not told. · بازهٔ مبلغ")
    def amount(self) -> words.AmountLevel | None:
        return words.AmountLevel(self.row.amount_band) if self.row.amount_band else None


@strawberry.type(description="A number and its place in the table. · یک سطر جدول")
class StatisticCellEdge:
    cursor: str
    node: StatisticCell


@strawberry.type(description="A page of protected numbers. · یک صفحه از جدول")
class StatisticCellConnection:
    edges: list[StatisticCellEdge]
    page_info: PageInfo
    total_count: int


@strawberry.type(
    description=(
        "A table of protected statistics of the current release. Numbers below the threshold "
        "are not shown. · جدول آمار محافظت‌شدهٔ انتشار جاری"
    )
)
class Statistics:
    table: StatisticsTable
    threshold: int
    margin_of_error: int
    matching: strawberry.Private[StatisticCellQuerySet]

    @strawberry.field(
        graphql_type=StatisticCellConnection,
        extensions=[Paged()],
        description="The numbers, page by page. · اعداد",
    )
    def cells(self, info: Info) -> Listing[Cell]:
        return listing(asked(info), self.matching)


def cell_of(row: Cell) -> StatisticCell:
    return StatisticCell(
        margin_of_error=row.margin,
        below_threshold=row.below_threshold,
        withheld=row.estimate is None,
        row=row,
    )


def listing(question: Question, matching: StatisticCellQuerySet) -> Listing[Cell]:
    def name(row: Cell) -> str:
        return question.names.name(KIND, row.pk)

    def find(cursor: str) -> Cell | None:
        number = question.names.number(KIND, cursor)
        return None if number is None else matching.filter(pk=number).first()

    def connect(page: Page[Cell]) -> StatisticCellConnection:
        edges = [StatisticCellEdge(cursor=name(row), node=cell_of(row)) for row in page.rows]
        return StatisticCellConnection(
            edges=edges, page_info=page.info, total_count=matching.count()
        )

    return Listing(
        matching=matching, order=Order("id", "id"), name=name, find=find, connect=connect
    )


@strawberry.input(description="Which numbers; several values mean any of them. · صافی آمار")
class StatisticsFilter:
    category: list[Category] | None = None
    province: list[str] | None = None
    facet: list[FacetValue] | None = None
    amount: list[words.AmountLevel] | None = None


class StatisticFilterSet(django_filters.FilterSet):
    """The columns a client may narrow by; the input above names the same."""

    category = OneOf(choices=Category.choices)
    province = InProvince()
    facet = OneOf(choices=FacetValue.choices)
    amount = OneOf(
        choices=[(level.value, level.name) for level in words.AmountLevel],
        field_name="amount_band",
    )


@strawberry.type
class StatisticsQuery:
    @strawberry.field(
        description="Protected statistics of the current release, within the scope. · آمار"
    )
    def statistics(
        self,
        info: Info,
        table: StatisticsTable,
        filter: StatisticsFilter | None = None,  # noqa: A002 -- the schema's own word
    ) -> Statistics:
        question = asked(info)
        parameters = question.release.parameters
        return Statistics(
            table=table,
            threshold=parameters["threshold"],
            margin_of_error=parameters["margin"],
            matching=narrowed(StatisticFilterSet, filter, question.statistics(table.value)),  # type: ignore[arg-type]  # keeps its class
        )
