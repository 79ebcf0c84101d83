from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.filters import places
from registry.filters.base import Day, ListFilter, OneOf, Related, Row, Sort
from registry.filters.period import InPeriod
from registry.models import ChangeRequest, Message

READ = {
    "unread": (_("not read yet"), lambda request: Q(read_at=None)),
    "read": (_("read already"), lambda request: Q(read_at__isnull=False)),
}


def read_or_not(row: Row, request: HttpRequest) -> Iterable[str]:
    yield "unread" if row[0] is None else "read"


class MessageFilter(ListFilter):
    side = OneOf("side", label=_("from"), choices=Message.Side.choices)
    read = Sort(label=_("reading"), sorts=READ, columns=("read_at",), sort_of=read_or_not)
    association = Related(
        "family__association", label=_("association"), known=places.associations, short=True
    )
    sent_in = InPeriod("sent_at", label=_("sent in"))
    sent_from = Day("sent_at", label=_("sent from"))
    sent_to = Day("sent_at", label=_("sent until"), end=True)

    spans = {"sent_from": ("sent_from", "sent_to")}


class ChangeRequestFilter(ListFilter):
    status = OneOf("status", label=_("status"), choices=ChangeRequest.Status.choices)
    source = OneOf("source", label=_("came by"), choices=ChangeRequest.Source.choices)
    association = Related(
        "family__association", label=_("association"), known=places.associations, short=True
    )
    asked_in = InPeriod("asked_at", label=_("asked in"))
    asked_from = Day("asked_at", label=_("asked from"))
    asked_to = Day("asked_at", label=_("asked until"), end=True)

    spans = {"asked_from": ("asked_from", "asked_to")}
