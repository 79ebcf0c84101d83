"""What a session keeps is sealed: the words of a search, a notice with a name, whose file it is."""

import json
from typing import Any

from registry.fields import seal, unseal

LABEL = "session"


class SealedSerializer:
    """Django's JSON of a session, under the keys of the encrypted columns.

    A session whose key is gone does not open, and its person signs in again.
    """

    def dumps(self, session: dict[str, Any]) -> bytes:
        plain = json.dumps(session, separators=(",", ":"), ensure_ascii=False)
        return seal(plain, LABEL).encode("ascii")

    def loads(self, sealed: bytes) -> dict[str, Any]:
        session: dict[str, Any] = json.loads(unseal(sealed.decode("ascii"), LABEL))
        return session
