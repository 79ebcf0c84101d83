"""The published words as GraphQL knows them."""

from enum import Enum
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from graphql_api.models import Place as PlaceRow
from graphql_api.models.place import codes_of
from graphql_api.models.vocabulary import (
    Axis,
    Category,
    FacetKind,
    FacetValue,
    PlaceLevel,
    StatisticsTable,
)
from graphql_api.window.question import asked

# The enums are taken from here, not from the models: importing them makes them GraphQL's too.
__all__ = ["Axis", "Category", "FacetKind", "FacetValue", "PlaceLevel", "StatisticsTable"]


@strawberry.enum(description="A language. · زبان")
class Language(Enum):
    FA = "fa"
    EN = "en"


strawberry.enum(Axis, description="Side of life a need lies on. · محور نیاز")
strawberry.enum(Category, description="Published category of needs. · دستهٔ منتشرشدهٔ نیازها")
strawberry.enum(PlaceLevel, description="How wide a place is. · گسترهٔ مکان")
strawberry.enum(FacetKind, description="What a facet tells. · موضوع ویژگی")
strawberry.enum(FacetValue, description="Value of a facet. · مقدار ویژگی")
strawberry.enum(StatisticsTable, description="Table of protected statistics. · جدول آمار محافظت‌شده")


@strawberry.enum(
    description=(
        "Amount band of a category, by its public reference amount: below 0.6, 1.2 and 2.5 times "
        "the reference, and above. · بازهٔ مبلغ نسبت به مبلغ مرجع هر دسته"
    )
)
class AmountLevel(Enum):
    LOWEST = 1
    LOW = 2
    HIGH = 3
    HIGHEST = 4


Rial = NewType("Rial", int)
RIAL = strawberry.scalar(
    name="Rial",
    description="Exact amount of rials as a decimal string. · مبلغ دقیق به ریال",
    serialize=str,
    parse_value=int,
)
assert isinstance(RIAL, ScalarDefinition)


@strawberry.type(description="A province by its official code. · استان با کد رسمی")
class Province:
    code: str
    row: strawberry.Private[PlaceRow]

    @strawberry.field(description="Name in the language asked for. · نام")
    def name(self, language: Language | None = Language.FA) -> str:
        return named(self.row, language)


@strawberry.type(
    description=(
        "Where a lot or a statistic belongs. A wide place lists the provinces it speaks for. · "
        "مکان؛ مکان‌های گسترده استان‌های خود را نام می‌برند"
    )
)
class Place:
    level: PlaceLevel
    code: str
    row: strawberry.Private[PlaceRow]
    covered: strawberry.Private[int]

    @strawberry.field(description="Name in the language asked for. · نام")
    def name(self, language: Language | None = Language.FA) -> str:
        return named(self.row, language)

    @strawberry.field(description="The provinces it speaks for, at most 31. · استان‌ها")
    def provinces(self, info: strawberry.Info) -> list[Province]:
        known = asked(info).provinces
        return [Province(code=code, row=known[code]) for code in codes_of(self.covered)]


def place(row: PlaceRow, covered: int) -> Place:
    return Place(level=PlaceLevel(row.level), code=row.code, row=row, covered=covered)


def named(row: PlaceRow, language: Language | None) -> str:
    return row.name_en if language is Language.EN else row.name_fa


@strawberry.type(description="The one thing a category tells about the family. · ویژگی")
class Facet:
    kind: FacetKind
    value: FacetValue


def facet(kind: str, value: str) -> Facet | None:
    """No facet where the category has none, or where this row does not tell it."""
    if not value:
        return None
    return Facet(kind=FacetKind(kind), value=FacetValue(value))


@strawberry.type(description="A public amount band; the highest has no upper end. · بازهٔ مبلغ")
class AmountBand:
    level: AmountLevel
    lower: Rial
    upper: Rial | None


def amount(band: int, lower: int, upper: int | None) -> AmountBand | None:
    """No band where this row does not tell the amount."""
    if band == 0:
        return None
    top = None if upper is None else Rial(upper)
    return AmountBand(level=AmountLevel(band), lower=Rial(lower), upper=top)
