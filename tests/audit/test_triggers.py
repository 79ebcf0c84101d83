"""Every way of writing leaves exactly one record for each row it changed."""

import pytest
from django.db import connections, transaction

from audit.signature import acting, because
from permissions.reach import everything
from tests.audit.rows import (
    TRACKED,
    another,
    changeable,
    home,
    made,
    past,
    refused,
    rows,
    unsaved,
)

pytestmark = pytest.mark.django_db
every_model = pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)


@pytest.fixture(autouse=True)
def across_all_borders():
    with everything("the tests of the history look at all tables"):
        yield


def kinds(row):
    return "".join(record.history_type for record in past(row))


@every_model
def test_saving_and_deleting_a_row_leave_one_record_each(model):
    row = made(model)
    assert kinds(row) == "+"

    field = changeable(model)
    setattr(row, field.attname, another(field))
    row.save(using=home(model))
    assert kinds(row) == "+~"

    gone = type(row)(pk=row.pk)
    rows(model).filter(pk=row.pk)._raw_delete(home(model))
    assert kinds(gone) == "+~-"


@every_model
def test_saving_a_row_unchanged_leaves_nothing(model):
    row = made(model)

    rows(model).get(pk=row.pk).save(using=home(model))

    assert kinds(row) == "+"


@every_model
def test_bulk_writes_leave_one_record_for_each_row(model):
    made_at_once = rows(model).bulk_create([unsaved(model), unsaved(model)])
    assert [kinds(row) for row in made_at_once] == ["+", "+"]

    field = changeable(model)
    for row in made_at_once:
        setattr(row, field.attname, another(field))
    rows(model).bulk_update(made_at_once, [field.name])
    assert [kinds(row) for row in made_at_once] == ["+~", "+~"]

    first = rows(model).filter(pk=made_at_once[0].pk)
    first.update(**{field.attname: another(field)})
    assert [kinds(row) for row in made_at_once] == ["+~~", "+~"]


@every_model
def test_an_upsert_leaves_one_record(model):
    row, field = made(model), changeable(model)
    setattr(row, field.attname, another(field))

    rows(model).bulk_create(
        [row], update_conflicts=True, unique_fields=["pk"], update_fields=[field.name]
    )

    assert kinds(row) == "+~"


@every_model
def test_raw_sql_leaves_one_record_for_each_changed_row_and_none_for_the_same_value(model):
    row, field = made(model), changeable(model)
    table, pk = model._meta.db_table, model._meta.pk.column
    connection = connections[home(model)]
    value = field.get_db_prep_save(another(field), connection)
    with connection.cursor() as cursor:
        for _again in range(2):
            cursor.execute(
                f'UPDATE "{table}" SET "{field.column}" = %s WHERE "{pk}" = %s', [value, row.pk]
            )

        assert kinds(row) == "+~"
        cursor.execute(f'DELETE FROM "{table}" WHERE "{pk}" = %s', [row.pk])
    assert kinds(row) == "+~-"


@every_model
def test_what_is_rolled_back_leaves_nothing(model):
    row = made(model)
    try:
        with transaction.atomic(using=home(model)):
            made_inside = made(model)
            rows(model).filter(pk=row.pk)._raw_delete(home(model))
            raise RuntimeError
    except RuntimeError:
        pass

    assert kinds(row) == "+"
    assert kinds(made_inside) == ""


@every_model
def test_a_change_that_nobody_signs_is_refused(model):
    row, field = made(model), changeable(model)
    change = {field.attname: another(field)}
    with unsigned():
        sentence = refused(lambda: rows(model).filter(pk=row.pk).update(**change), home(model))
    assert f"unsigned change of {model._meta.db_table} refused" in sentence
    assert kinds(row) == "+"

    rows(model).filter(pk=row.pk).update(**change)
    assert kinds(row) == "+~"


@every_model
def test_the_past_cannot_be_changed_or_removed(model):
    row = made(model)
    table, using = model.history.model._meta.db_table, home(model)

    def sql(statement):
        with connections[using].cursor() as cursor:
            cursor.execute(statement)

    records = model.history.model._base_manager.using(using).filter(history_id=past(row)[0].pk)
    attempts = [
        lambda: records.update(actor_name="somebody else"),
        lambda: records._raw_delete(using),
        lambda: past(row)[0].save(using=using),
        lambda: sql(f"UPDATE \"{table}\" SET actor_name = 'somebody else'"),
        lambda: sql(f'DELETE FROM "{table}"'),
    ]
    if connections[using].vendor == "postgresql":
        attempts.append(lambda: sql(f'TRUNCATE "{table}"'))
    else:
        attempts.append(lambda: sql(f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"'))

    for attempt in attempts:
        # On PostgreSQL the role of the application may not even try.
        sentence = refused(attempt, using)
        assert "append-only" in sentence or "permission denied" in sentence, sentence
    assert [record.actor_name for record in past(row)] == ["test"]


@every_model
def test_a_record_holds_every_value_and_who_changed_it_and_why(model):
    with acting("Nasrin", reason="first", role="inspector", place="Tehran"), because("second"):
        row = made(model)

    record, stored = past(row)[0], rows(model).get(pk=row.pk)
    for field in model.history.model.tracked_fields:
        assert getattr(record, field.attname) == getattr(stored, field.attname), field
    assert (record.actor_name, record.actor_role, record.actor_place) == (
        "Nasrin",
        "inspector",
        "Tehran",
    )
    assert record.history_change_reason == "second"


def unsigned():
    """As a shell that went round the house would be."""
    import contextlib

    from audit import signature

    @contextlib.contextmanager
    def nobody():
        token = signature._hand.set(None)
        try:
            yield
        finally:
            signature._hand.reset(token)

    return nobody()
