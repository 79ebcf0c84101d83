"""What a family has written before it sends it: read by nobody who lacks its return code.

The sheet with the link passes through a prison, so the link alone opens an empty form.  A draft
is sealed under a key made of the link's token (140 bits) and the return code (60 bits), beneath
the house's own key.  Neither token nor code is stored: whoever has the whole database, the keys
of the house and no link reads no draft, and one that was never sent is never read by anybody.

Tries are not counted, so nobody shuts a family out of its own draft: at a thousand tries a
second, for the thirty days a link lives, there is one chance in forty million to hit one of ten.
"""

import base64
import json
import re
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.signature import FAMILY, acting
from permissions.reach import everything
from registry import codes
from registry.errors import RuleError
from registry.fields import blind_index
from registry.models import Draft, Invitation
from registry.services.invitations import not_usable

REASON = gettext_noop("Registration through the prisoner's link")
SYMBOLS = 12
MOST = 10
RETURN_CODE = re.compile(rf"[{codes.ALPHABET}]{{{SYMBOLS}}}")


@dataclass(frozen=True)
class Key:
    """A link and a return code: the two together open one draft."""

    token: str
    code: str

    @property
    def text(self) -> str:
        return f"{codes.as_typed(self.token)}.{codes.as_typed(self.code)}"

    @property
    def index(self) -> str:
        return blind_index(self.text, "draft.key")

    def seal(self, answers: dict[str, Any]) -> str:
        plain = json.dumps(answers, ensure_ascii=False, sort_keys=True).encode()
        return base64.urlsafe_b64encode(self._cipher().encrypt(plain, None)).decode()

    def unseal(self, sealed: str) -> dict[str, Any]:
        plain = self._cipher().decrypt(base64.urlsafe_b64decode(sealed), None)
        answers: dict[str, Any] = json.loads(plain)
        return answers

    def _cipher(self) -> AESSIV:
        derived = HKDF(hashes.SHA256(), 64, salt=None, info=b"hemayat draft")
        return AESSIV(derived.derive(self.text.encode()))


def new_code() -> str:
    """The return code of a draft that begins."""
    return codes.symbols(SYMBOLS)


def read_code(typed: str) -> str:
    """The return code somebody typed; empty if it cannot be one."""
    code = codes.as_typed(typed)
    return code if RETURN_CODE.fullmatch(code) else ""


def find(invitation: Invitation, key: Key) -> Draft | None:
    """The draft that this link and this code open together."""
    return invitation.drafts.filter(index=key.index).first()


def keep(
    *, invitation: Invitation, key: Key, step: str, answers: Any, language: str
) -> dict[str, Any]:
    """Keep what the family wrote on one page; all its pages so far come back."""
    with (
        acting(FAMILY, reason=REASON),
        everything("a draft has no association yet"),
        transaction.atomic(),
    ):
        # The row of the invitation is the lock of its drafts, which may not be there yet.
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not invitation.usable:
            raise not_usable()
        draft = find(invitation, key)
        if draft is None:
            _require_room(invitation)
            draft = Draft(invitation=invitation, index=key.index)
        kept = {**(key.unseal(draft.sealed) if draft.sealed else {}), step: answers}
        draft.sealed, draft.language = key.seal(kept), language
        draft.save()
        return kept


def _require_room(invitation: Invitation) -> None:
    if invitation.drafts.count() >= MOST:
        raise RuleError(
            _(
                "Nothing was kept: this link was begun too often. Go on where you began, with "
                "your return code, or ask the social worker of the prison for a new link."
            ),
            code="too_many_drafts",
        )
