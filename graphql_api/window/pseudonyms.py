"""Names for rows that mean something to one client, in one release, and to nobody else.

A name is the row's number under AES-SIV, with a key derived from the client and the release:
the same question gets the same name, a changed or foreign name opens to nothing.
"""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from graphql_api.models import ApiClient, Release

NUMBER_BYTES = 4
NAME_LENGTH = 27  # 16 bytes of tag and 4 of number, in base64 without padding


class Pseudonyms:
    """The names one client gets in one release."""

    def __init__(self, client: ApiClient, release: Release) -> None:
        info = f"hemayat window {client.uid.hex} {release.number} {release.seed_commitment}"
        derived = HKDF(hashes.SHA256(), 64, salt=None, info=info.encode())
        self._cipher = AESSIV(derived.derive(bytes.fromhex(settings.PSEUDONYM_KEY)))

    def name(self, kind: str, number: int) -> str:
        sealed = self._cipher.encrypt(number.to_bytes(NUMBER_BYTES, "big"), [kind.encode()])
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    def number(self, kind: str, name: str) -> int | None:
        """The number behind a name, or None for any name that we did not give."""
        if len(name) != NAME_LENGTH or not name.isascii():
            return None
        try:
            sealed = base64.b64decode(name + "=", altchars=b"-_", validate=True)
            opened = self._cipher.decrypt(sealed, [kind.encode()])
        except (binascii.Error, InvalidTag):
            return None
        # base64 of 20 bytes has spare bits: one name per row, not four.
        number = int.from_bytes(opened, "big")
        return number if self.name(kind, number) == name else None
