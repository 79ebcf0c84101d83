import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from registry.fields import (
    BlindIndexField,
    EncryptedJSONField,
    EncryptedTextField,
    SearchKeyField,
    blind_index,
    seal,
    unseal,
)


class Letter(models.Model):
    """A row to try the columns on; it has no table."""

    name = models.CharField(max_length=50)
    number = EncryptedTextField(label="letter.number", blank=True)
    number_index = BlindIndexField(source="number")
    answers = EncryptedJSONField(label="letter.answers", null=True)
    search_key = SearchKeyField(sources=("name", "number"))

    class Meta:
        app_label = "registry"
        managed = False

    def __str__(self):
        return self.name


@pytest.fixture(autouse=True)
def keys(settings):
    settings.FIELD_KEYS = {"b": "22" * 32, "a": "11" * 32}
    settings.INDEX_KEY = "33" * 32


def stored(field_name, value):
    return Letter._meta.get_field(field_name).get_db_prep_save(value, connection)


def read(field_name, value):
    return Letter._meta.get_field(field_name).from_db_value(value, None, connection)


@given(st.text(min_size=1))
def test_what_is_sealed_opens_again(text):
    assert unseal(seal(text, "letter.number"), "letter.number") == text


def test_a_stored_number_cannot_be_read_and_names_its_key():
    sealed = stored("number", "0499370899")

    assert sealed.startswith("b.")
    assert "0499370899" not in sealed
    assert read("number", sealed) == "0499370899"


def test_saving_the_same_value_again_is_no_change():
    assert stored("number", "0499370899") == stored("number", "0499370899")


def test_nothing_stays_nothing():
    assert stored("number", "") == ""
    assert read("number", "") == ""
    assert stored("answers", None) is None
    assert read("answers", None) is None


def test_a_ciphertext_moved_to_another_column_does_not_open():
    with pytest.raises(ValueError, match=r"letter\.answers"):
        unseal(seal("0499370899", "letter.number"), "letter.answers")


def test_an_older_key_still_opens_and_a_lost_one_says_its_name(settings):
    settings.FIELD_KEYS = {"a": "11" * 32}
    old = seal("0499370899", "letter.number")

    settings.FIELD_KEYS = {"b": "22" * 32, "a": "11" * 32}
    assert unseal(old, "letter.number") == "0499370899"
    settings.FIELD_KEYS = {"b": "22" * 32}
    with pytest.raises(ValueError, match="“a”"):
        unseal(old, "letter.number")


def test_an_encrypted_column_cannot_be_searched_but_may_be_missing():
    assert "IS NOT NULL" in str(Letter.objects.filter(number__isnull=False).query)
    for lookup in ("number", "number__startswith", "number__in", "number__contains"):
        with pytest.raises(FieldError, match="blind index"):
            Letter.objects.filter(**{lookup: "0499370899"})


def test_structured_data_comes_back_as_it_was():
    answers = {"members": [{"name": "زهرا", "age": 7}], "rent": None}

    assert read("answers", stored("answers", answers)) == answers
    assert "زهرا" not in stored("answers", answers)


def test_the_blind_index_finds_a_number_however_it_is_typed():
    letter = Letter(number="۰۴۹۹۳۷۰۸۹۹")

    Letter._meta.get_field("number_index").pre_save(letter, add=True)

    assert letter.number_index == blind_index("0499370899", "letter.number")
    assert letter.number_index != blind_index("0499370899", "letter.other")


def test_a_missing_number_has_no_index_so_that_unique_means_known_numbers():
    letter = Letter(number="")

    assert Letter._meta.get_field("number_index").pre_save(letter, add=True) is None


def test_the_search_key_joins_the_folded_columns():
    letter = Letter(name="علي رضا كريمي", number="۱۲۳")

    assert Letter._meta.get_field("search_key").pre_save(letter, add=True) == "علیرضاکریمی123"


@pytest.mark.parametrize("name", ["number", "number_index", "answers", "search_key"])
def test_a_migration_can_write_the_column_down(name):
    field = Letter._meta.get_field(name)

    _name, _path, args, kwargs = field.deconstruct()

    assert type(field)(*args, **kwargs).deconstruct()[2:] == (args, kwargs)
