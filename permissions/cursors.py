"""Where a page of a list begins, as a word that tells nothing and cannot be made up."""

import base64
import json
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LONGEST = 2_000


@lru_cache(maxsize=2)
def _cipher(key: str) -> AESSIV:
    derived = HKDF(hashes.SHA256(), 64, salt=None, info=b"hemayat list cursor")
    return AESSIV(derived.derive(key.encode()))


def seal(place: Sequence[str | None], about: str) -> str:
    """The word for a place in the list that `about` names, with its order."""
    text = json.dumps(list(place)).encode()
    sealed = _cipher(settings.SECRET_KEY).encrypt(text, [about.encode()])
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def unseal(word: str, about: str) -> list[str | None] | None:
    """The place again; None for a word of another list, another order or another house."""
    if not word or len(word) > LONGEST:
        return None
    padded = word + "=" * (-len(word) % 4)
    try:
        text = _cipher(settings.SECRET_KEY).decrypt(
            base64.urlsafe_b64decode(padded), [about.encode()]
        )
    except (InvalidTag, ValueError):
        return None
    place: list[str | None] = json.loads(text)
    return place
