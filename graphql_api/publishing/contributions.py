"""What counts in a release, asked of the registry in one statement: one snapshot.

A need counts when it is confirmed and released for publication, its type has a published
category, its family is verified, and the family agrees to share without names.  Of each
family at most three needs count, of different categories, the most urgent first; the first
of them is the family's primary need.
"""

from datetime import date
from hashlib import sha256
from typing import Any

from django.db import connections
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from graphql_api.publishing.cube import CubeRow, Geography, Named
from graphql_api.publishing.profiles import NEEDS_PER_FAMILY
from graphql_api.publishing.vocabulary import AMOUNT_UNTOLD, UNTOLD, Vocabulary
from registry.models import Association, Consent, Family, Need, Province

ADULT_AGE = 18
CELL = ("association_code", "province_code", "category", "facet", "band", "household")

# A release sorts half a million needs; what a page may take would make it write them to the disk.
MEMORY = "SET LOCAL work_mem = '64MB'"
# Kept apart from the inner statement, which the ORM writes in the words of the models.
COUNT = """
SELECT {cell}, COUNT(*), SUM(CASE WHEN place_in_family = 1 THEN 1 ELSE 0 END)
FROM (
    SELECT needs.*, ROW_NUMBER() OVER (
        PARTITION BY family_id ORDER BY pressing DESC, lottery
    ) AS place_in_family
    FROM ({needs}) needs WHERE place_in_category = 1
) ranked
WHERE place_in_family <= {limit}
GROUP BY {cell}
"""


class Lottery(Func):
    """Equal needs of a family take turns, release by release: a keyed hash of the need's id."""

    function = "release_lottery"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" || ", **context)


def lottery(seed: str, need: object) -> str:
    return sha256(f"{seed}{need}".encode()).hexdigest()


def cube(words: Vocabulary, seed: bytes, today: date) -> list[CubeRow]:
    """Counts of alike needs and families; no row of a family leaves the database."""
    connection = connections["default"]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.create_function("release_lottery", 2, lottery, deterministic=True)
    needs, params = described(publishable(), words, seed, today).query.sql_with_params()
    statement = COUNT.format(cell=", ".join(CELL), needs=needs, limit=NEEDS_PER_FAMILY)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(MEMORY)
        cursor.execute(statement, params)
        return [CubeRow(*row) for row in cursor.fetchall()]


def publishable() -> QuerySet[Need]:
    """The needs that may be told to donors at all."""
    agreed = Consent.objects.filter(
        family=OuterRef("family"),
        purpose=Consent.Purpose.SHARE_NON_IDENTIFIABLE,
        withdrawn_at=None,
    )
    return Need.objects.filter(
        Exists(agreed),
        status=Need.Status.CONFIRMED,
        publication=Need.Publication.PUBLISHED,
        sensitivity="public",
        family__status__in=(Family.Status.VERIFIED, Family.Status.ASSESSED),
        family__association__isnull=False,
    ).exclude(need_type__category="")


def described(needs: QuerySet[Need], words: Vocabulary, seed: bytes, today: date) -> Any:
    """Each need in the public words, with its place among the family's needs of its category."""
    pressing = Case(When(urgency=Need.Urgency.URGENT, then=1), default=0)
    draw = Lottery(Value(seed.hex()), text_of_id())
    return (
        needs.order_by()
        .annotate(
            association_code=F("family__association__code"),
            province_code=F("family__association__county__province__code"),
            category=F("need_type__category"),
            household=household(),
            facet=facet(words, today),
            band=band(words),
            pressing=pressing,
            lottery=draw,
        )
        .annotate(
            place_in_category=Window(
                RowNumber(),
                partition_by=["family_id", "category"],
                order_by=[F("pressing").desc(), "lottery"],
            )
        )
        .values("family_id", *CELL, "pressing", "lottery", "place_in_category")
    )


def text_of_id() -> Func:
    return Func(F("id"), template="CAST(%(expressions)s AS TEXT)", output_field=CharField())


def household() -> Case:
    """The size of the household, in bands."""
    return Case(
        When(family__size__lte=2, then=Value("household_1_2")),
        When(family__size__lte=4, then=Value("household_3_4")),
        default=Value("household_5_up"),
    )


def school_level() -> Case:
    return Case(
        When(member__grade__lte=6, then=Value("school_primary")),
        When(member__grade__lte=9, then=Value("school_lower")),
        When(member__grade__lte=12, then=Value("school_upper")),
        default=Value(UNTOLD),
    )


def age_group(today: date) -> Case:
    # 29 February: whoever was born on it comes of age on 1 March.
    leap = (today.month, today.day) == (2, 29)
    born = today.replace(year=today.year - ADULT_AGE, day=28 if leap else today.day)
    return Case(
        When(member__birth_date__gt=born, then=Value("age_child")),
        When(member__birth_date__lte=born, then=Value("age_adult")),
        default=Value(UNTOLD),
    )


def facet(words: Vocabulary, today: date) -> Case:
    """The one thing about the family that its category tells."""
    kinds = {"household": household(), "school": school_level(), "age": age_group(today)}
    with_facet = {
        kind: [code for code, terms in words.categories.items() if terms.facet == kind]
        for kind in kinds
    }
    return Case(
        *(When(need_type__category__in=with_facet[kind], then=kinds[kind]) for kind in kinds),
        default=Value(UNTOLD),
        output_field=CharField(),
    )


def band(words: Vocabulary) -> Case:
    """The amount, by the public bands of the category."""
    below = [
        When(Q(need_type__category=code, amount_rial__lt=edge), then=Value(number))
        for code in words.categories
        for number, edge in enumerate(words.edges(code), start=1)
    ]
    return Case(
        When(amount_rial=None, then=Value(AMOUNT_UNTOLD)),
        *below,
        default=Value(words.bands[-1]),
        output_field=IntegerField(),
    )


def geography(words: Vocabulary) -> Geography:
    """The public map as it is today, closed associations included: they may still have files."""
    provinces = list(Province.objects.order_by("code"))
    associations = list(
        Association.objects.order_by("code").values_list(
            "code", "name_fa", "name_en", "county__province__code"
        )
    )
    return Geography(
        regions={row["code"]: Named(**row) for row in words.text["regions"]},
        provinces={row.code: Named(row.code, row.name_fa, row.name_en) for row in provinces},
        associations={code: Named(code, fa, en) for code, fa, en, _province in associations},
        region_of={row.code: str(row.region) for row in provinces},
        province_of={code: province for code, _fa, _en, province in associations},
    )
