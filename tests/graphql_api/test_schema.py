"""The schema on file: what portals build against."""

import re
from pathlib import Path

from graphql import build_schema, find_breaking_changes, is_specified_scalar_type

import graphql_api
from graphql_api.window import needs, statistics
from graphql_api.window.schema import schema

FILE = Path(graphql_api.__file__).parent / "schema.graphql"


def test_the_file_is_the_schema():
    """After a meant change: make schema."""
    assert FILE.read_text(encoding="utf-8").strip() == schema.as_str().strip()


def test_nothing_a_portal_relies_on_is_broken():
    """A breaking change needs a deprecation first; declare it here, with the release it ends."""
    declared: set[str] = set()
    changes = find_breaking_changes(
        build_schema(FILE.read_text(encoding="utf-8")), build_schema(schema.as_str())
    )

    assert {change.description for change in changes} == declared


def test_a_field_that_goes_would_be_noticed():
    text = schema.as_str()
    without = re.sub(r'  """Places that nobody.*"""\n  remaining: Int!\n', "", text)
    assert without != text

    (change,) = find_breaking_changes(build_schema(text), build_schema(without))

    assert change.description == "Field Need.remaining was removed."


def test_every_type_and_root_field_says_what_it_is_in_both_languages():
    def bilingual(text):
        return text is not None and " · " in text and any("آ" <= letter <= "ی" for letter in text)

    types = schema._schema.type_map.values()
    silent = [
        kind.name
        for kind in types
        if not kind.name.startswith("__")
        and not is_specified_scalar_type(kind)
        and kind.name not in ("Date", "DateTime")
        and not bilingual(kind.description)
    ]
    roots = schema._schema.query_type.fields
    silent += [name for name, field in roots.items() if not bilingual(field.description)]

    assert silent == []


def test_inputs_and_filtersets_name_the_same():
    pairs = (
        (needs.NeedFilter, needs.LotFilterSet),
        (statistics.StatisticsFilter, statistics.StatisticFilterSet),
    )
    for given, filterset in pairs:
        assert set(given.__dataclass_fields__) == set(filterset.base_filters)


def test_filters_ask_whether_a_column_is_one_of_some_values_and_nothing_else():
    for filterset in (needs.LotFilterSet, statistics.StatisticFilterSet):
        for each in filterset.base_filters.values():
            assert type(each).__name__ in ("OneOf", "InProvince")
