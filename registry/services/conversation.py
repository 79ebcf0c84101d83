"""Messages between a family and its association: the family's side."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.errors import RuleError
from registry.models import Family, Message, Task
from registry.services.cartable import open_task
from registry.services.stages import locked
from registry.text import clean

LONGEST = 2000
MOST_WAITING = 10


@transaction.atomic
def write_as_family(*, family: Family, body: str) -> Message:
    """Keep a message of the family, and ask its association for an answer within two days.

    Under the lock of the family's row: two messages at once ask once, and a file that is sent on
    at the same moment is asked about where it then lies.
    """
    family = locked(family)
    body = clean(body)
    if not body:
        raise RuleError(
            _("Nothing was sent, because the message is empty. Write it and send it again."),
            code="message_empty",
        )
    if len(body) > LONGEST:
        raise RuleError(
            _("Nothing was sent: the message is too long. Send it in two parts."),
            code="message_too_long",
        )
    if family.messages.filter(side=Message.Side.FAMILY).unread().count() >= MOST_WAITING:
        raise RuleError(
            _(
                "Nothing was sent: ten of your messages are waiting to be read. Your association "
                "has been asked to answer; if it is urgent, call it."
            ),
            code="messages_waiting",
        )
    message = Message.objects.create(
        family=family, side=Message.Side.FAMILY, body=body, sent_at=timezone.now()
    )
    open_task(family, Task.Kind.ANSWER_MESSAGE, since=message.sent_at)
    return message


def read_as_family(family: Family) -> None:
    """The family has seen what its association wrote."""
    answers = family.messages.filter(side=Message.Side.ASSOCIATION).unread()
    answers.update(read_at=timezone.now(), updated_at=timezone.now())
