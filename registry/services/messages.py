"""The association's side of the conversation with a family."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.errors import RuleError
from registry.models import Family, Message, Task
from registry.services import cartable
from registry.services.stages import locked
from registry.text import clean

LONGEST = 4000


@transaction.atomic
def answer_family(*, family: Family, by: Any, body: str) -> Message:
    """Write to the family; its questions count as read and answered."""
    family = locked(family)
    body = clean(body)
    _require_sendable(family, by, body)
    read_messages(family=family)
    message = Message.objects.create(
        family=family,
        side=Message.Side.ASSOCIATION,
        author=by,
        body=body,
        sent_at=timezone.now(),
    )
    cartable.complete(family, [Task.Kind.ANSWER_MESSAGE])
    return message


def read_messages(*, family: Family) -> int:
    """The association has read what the family wrote; how many messages were new."""
    now = timezone.now()
    new = family.messages.unread().filter(side=Message.Side.FAMILY)
    return int(new.update(read_at=now, updated_at=now))


def _require_sendable(family: Family, by: Any, body: str) -> None:
    if not body:
        raise RuleError(_("The message is empty. Write something first."), code="message_empty")
    if len(body) > LONGEST:
        raise RuleError(
            _("The message is longer than %(longest)s characters. Shorten it, or send two."),
            code="message_too_long",
            longest=LONGEST,
        )
    last = family.messages.last()
    # The same words twice in a row are a second click, not a second message.
    if last is not None and last.author_id == by.pk and last.body == body:
        raise RuleError(
            _("This message was sent already. Nothing was sent again."), code="already_done"
        )
