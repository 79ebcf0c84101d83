"""Columns that hide, and columns that find what is hidden.

An encrypted column is AES-SIV: the same text under the same label gives the same ciphertext,
so that saving a row again is no change, and a ciphertext moved to another column does not
open.  It cannot be searched.  A blind index beside it finds equal values, through a key.

`BlindIndexField` and `SearchKeyField` are computed when a row is saved: by `save` and
`bulk_create`, but not by `QuerySet.update`, and with `update_fields` only when named in it.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup

from registry.text import fold

INDEX_LENGTH = 32


@lru_cache(maxsize=32)
def cipher(key: str) -> AESSIV:
    """The cipher of one key of FIELD_KEYS."""
    derived = HKDF(hashes.SHA256(), 64, salt=None, info=b"hemayat field")
    return AESSIV(derived.derive(bytes.fromhex(key)))


def seal(text: str, label: str) -> str:
    """Encrypt under the first of FIELD_KEYS; the ciphertext names its key."""
    name, key = next(iter(settings.FIELD_KEYS.items()))
    sealed = cipher(key).encrypt(text.encode(), [label.encode()])
    return f"{name}.{base64.urlsafe_b64encode(sealed).decode()}"


def unseal(sealed: str, label: str) -> str:
    """Decrypt with the key that the ciphertext names."""
    name, _dot, body = sealed.partition(".")
    try:
        opened = cipher(settings.FIELD_KEYS[name]).decrypt(
            base64.urlsafe_b64decode(body), [label.encode()]
        )
    except (KeyError, InvalidTag, ValueError) as error:
        reason = f"A value of “{label}” does not open: its key “{name}” is not in FIELD_KEYS."
        raise ValueError(reason) from error
    return opened.decode()


def blind_index(text: str, label: str) -> str:
    """What stands in the blind index for a value, however it is typed."""
    message = f"{label}\0{fold(text)}".encode()
    key = bytes.fromhex(settings.INDEX_KEY)
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:INDEX_LENGTH]


class EncryptedTextField(models.TextField):
    """Text that only the house can read.  The label ties a ciphertext to its column."""

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        self.label = label
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "label": self.label}

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return seal(text, self.label) if text else text

    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> Any:
        return unseal(value, self.label) if value else value

    def get_lookup(self, lookup_name: str) -> type[Lookup] | None:
        if lookup_name != "isnull":
            message = (
                f"“{self.name}” is encrypted: filter by its blind index, not by {lookup_name}."
            )
            raise FieldError(message)
        return super().get_lookup(lookup_name)


class EncryptedJSONField(EncryptedTextField):
    """Structured data that only the house can read, kept as one text."""

    # What django-stubs asks a field for: any JSON value goes in, and comes out.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        return super().get_prep_value(json.dumps(value, ensure_ascii=False, sort_keys=True))

    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> Any:
        text = super().from_db_value(value, expression, connection)
        return json.loads(text) if text else None

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj)


class BlindIndexField(models.CharField):
    """Finds equal values of an encrypted column: filter with `blind_index(text, label)`."""

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        self.source = source
        ours = {"max_length": INDEX_LENGTH, "null": True, "editable": False, "db_index": True}
        super().__init__(*args, **{**ours, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        text = getattr(model_instance, self.source)
        column = model_instance._meta.get_field(self.source)
        assert isinstance(column, EncryptedTextField)
        index = blind_index(text, column.label) if text else None
        setattr(model_instance, self.attname, index)
        return index


class SearchKeyField(models.CharField):
    """The folded text of some columns, one behind the other: what searching looks in."""

    def __init__(self, *args: Any, sources: Sequence[str], **kwargs: Any) -> None:
        self.sources = tuple(sources)
        ours = {"max_length": 300, "default": "", "blank": True, "editable": False}
        super().__init__(*args, **{**ours, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        texts = (getattr(model_instance, source) for source in self.sources)
        key = "".join(fold(str(text)) for text in texts if text)[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key
