from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.filters import places
from registry.filters.base import Day, ListFilter, OneOf, Related, Row, Sort
from registry.filters.period import InPeriod
from registry.models import Task

WHEN = {
    "late": (
        _("late"),
        lambda request: Q(status=Task.Status.OPEN, due_at__lt=timezone.now()),
    ),
    "mine": (_("mine"), lambda request: Q(assignee=request.user.pk)),
    "free": (_("nobody's yet"), lambda request: Q(assignee=None)),
}


def whens_of(row: Row, request: HttpRequest) -> Iterable[str]:
    status, due, assignee = row
    if status == Task.Status.OPEN and due < timezone.now():
        yield "late"
    if assignee is None:
        yield "free"
    elif assignee == request.user.pk:
        yield "mine"


class TaskFilter(ListFilter):
    when = Sort(
        label=_("when"), sorts=WHEN, columns=("status", "due_at", "assignee"), sort_of=whens_of
    )
    status = OneOf("status", label=_("status"), choices=Task.Status.choices)
    kind = OneOf("kind", label=_("task"), choices=Task.Kind.choices)
    worker = Related("assignee", label=_("assigned to"), known=places.colleagues)
    association = Related(
        "association", label=_("association"), known=places.associations, short=True
    )
    due_in = InPeriod("due_at", label=_("due in"))
    due_from = Day("due_at", label=_("due from"))
    due_to = Day("due_at", label=_("due until"), end=True)

    spans = {"due_from": ("due_from", "due_to")}
