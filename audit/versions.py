"""Which version of a row somebody has before her.

The version of a row is the number of the newest record of its past.  The database writes a
record for every change, whichever way it was made, so a version can never lag behind the row;
and the record itself holds the values to compare with.

A page carries the version of what it shows, signed: it cannot be forged into another.
"""

from collections.abc import Iterable
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import models, router
from django.db.models import Max, OuterRef, Subquery, Value

from audit.tracked import past_of

NONE = 0  # a row without a past has one version only
FIELD = "_version"
FIELD_OF_LIST = "_versions"
FIELD_BESIDE = "_beside"
RECENT = 10
READ_AT = "version_read"  # on a row that was read together with its version


def records_of(model: type[models.Model]) -> "models.QuerySet[Any] | None":
    past = past_of(model)
    if past is None:
        return None
    return past._base_manager.using(router.db_for_read(past)).order_by()  # type: ignore[no-any-return]  # built at run time


def hold(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Keep these rows from changing until the transaction ends; always in the same order."""
    alias = router.db_for_write(model)
    rows = model._base_manager.using(alias).filter(pk__in=list(keys)).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def version_of(row: models.Model) -> int:
    """The newest version of the row, whatever this instance of it says."""
    return versions_of(type(row), [row.pk]).get(row.pk, NONE)


def versions_of(model: type[models.Model], keys: Iterable[Any]) -> dict[Any, int]:
    """The newest versions of many rows, in one query."""
    records, name = records_of(model), model._meta.pk.attname
    if records is None:
        return {}
    found = records.filter(**{f"{name}__in": list(keys)}).values_list(name)
    return dict(found.annotate(newest=Max("history_id")))


def record_at(row: models.Model, version: int) -> Any:
    """The row as it was in that version, or None if it never was."""
    records = records_of(type(row))
    if records is None or version == NONE:
        return None
    return records.filter(**{row._meta.pk.attname: row.pk, "history_id": version}).first()


def with_versions(rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """The rows with their versions: one question sees both as they were at one moment."""
    records, name = records_of(rows.model), rows.model._meta.pk.attname
    if records is None:
        return rows
    own = records.filter(**{name: OuterRef("pk")}).values(name)
    newest = Subquery(own.annotate(newest=Max("history_id")).values("newest"))
    read: models.QuerySet[Any] = rows.annotate(**{READ_AT: newest})
    return read


def shown(rows: Iterable[models.Model]) -> dict[Any, int]:
    """The versions that these instances show.

    A row may have changed between the reading of it and this question: whoever holds the older
    values must not be given the newer version, or she would overwrite what she never saw.
    """
    given = {row.pk: row for row in rows}
    if not given:
        return {}
    if all(hasattr(row, READ_AT) for row in given.values()):
        read = {key: getattr(row, READ_AT) for key, row in given.items()}
        return {key: version for key, version in read.items() if version is not None}
    model = type(next(iter(given.values())))
    records = records_of(model)
    if records is None:
        return dict.fromkeys(given, NONE)
    newest = newest_of(model, list(given)).values("newest")
    found = records.filter(history_id__in=newest)
    keyed = ((getattr(record, model._meta.pk.attname), record) for record in found)
    return {
        key: int(record.history_id) if same(given[key], record) else older_version(given[key])
        for key, record in keyed
    }


def same(row: models.Model, record: Any) -> bool:
    """Whether the instance holds what the record says, as far as it was read."""
    skipped = row.get_deferred_fields()
    return all(
        getattr(row, field.attname) == getattr(record, field.attname)
        for field in record.tracked_fields
        # A stamp moves by itself, without a record.
        if field.attname not in skipped and not getattr(field, "auto_now", False)
    )


def older_version(row: models.Model) -> int:
    """The version this instance was read at, a moment ago; none if it is not among the last."""
    return next((record.history_id for record in last_of(row, RECENT) if same(row, record)), NONE)


def shown_on(row: models.Model) -> int:
    """The version that this one instance shows: one question, for pages that count them."""
    newest = next(iter(last_of(row, 1)), None)
    if newest is None:
        return NONE
    return int(newest.history_id) if same(row, newest) else older_version(row)


def last_of(row: models.Model, number: int) -> Iterable[Any]:
    records = records_of(type(row))
    if records is None:
        return ()
    return records.filter(**{row._meta.pk.attname: row.pk}).order_by("-history_id")[:number]


def seal(row: models.Model, version: int) -> str:
    """The version as a page carries it."""
    return signer_of(row).sign(str(version))


def opened(row: models.Model, sealed: str) -> int | None:
    """The version a page carried for this very row; None if no page of ours did."""
    try:
        return int(signer_of(row).unsign(sealed))
    except BadSignature:
        return None


def signer_of(row: models.Model) -> Signer:
    return Signer(salt=f"version of {row._meta.label_lower} {row.pk}")


def seal_all(model: type[models.Model], versions: dict[Any, int]) -> str:
    """The versions of the rows of a list."""
    return signer_of_list(model).sign_object(list(versions.items()))


def opened_all(model: type[models.Model], sealed: str) -> dict[Any, int] | None:
    try:
        return dict(signer_of_list(model).unsign_object(sealed))
    except BadSignature:
        return None


def signer_of_list(model: type[models.Model]) -> Signer:
    return Signer(salt=f"versions of {model._meta.label_lower}")


def seal_beside(row: models.Model, others: Iterable[models.Model]) -> str:
    """The versions of rows that belong to what a page shows of this one."""
    seen = [[*key, version] for key, (_other, version) in versions_beside(others).items()]
    return signer_beside(row).sign_object(seen)


def moved_beside(
    row: models.Model, others: Iterable[models.Model], sealed: str
) -> list[tuple[models.Model, int, int]] | None:
    """Those that have changed or come since, with both versions; None if no page said."""
    try:
        given = signer_beside(row).unsign_object(sealed)
    except BadSignature:
        return None
    seen = {(label, key): version for label, key, version in given}
    return [
        (other, seen.get(key, NONE), version)
        for key, (other, version) in versions_beside(others).items()
        if seen.get(key, NONE) != version
    ]


def versions_beside(
    others: Iterable[models.Model],
) -> dict[tuple[str, Any], tuple[models.Model, int]]:
    """Rows of several models with their versions, in one query."""
    found = {(other._meta.label, other.pk): other for other in others}
    asked = [
        newest_of(model, [key for label, key in found if label == model._meta.label])
        for model in {type(other) for other in found.values()}
        if records_of(model) is not None
    ]
    newest: dict[tuple[str, Any], int] = {}
    if asked:
        lines = asked[0].union(*asked[1:], all=True)
        newest = {(label, key): version for label, key, version in lines}
    return {key: (other, newest.get(key, NONE)) for key, other in found.items()}


def newest_of(model: type[models.Model], keys: list[Any]) -> "models.QuerySet[Any]":
    """What it is, which row, and its newest version; in one shape for every model."""
    records, name = records_of(model), model._meta.pk.attname
    assert records is not None
    rows = records.filter(**{f"{name}__in": keys}).values(name)
    shape = {"of": Value(model._meta.label), "newest": Max("history_id")}
    return rows.annotate(**shape).values_list("of", name, "newest")  # type: ignore[no-any-return]  # a model built at run time


def signer_beside(row: models.Model) -> Signer:
    return Signer(salt=f"beside {row._meta.label_lower} {row.pk}")
