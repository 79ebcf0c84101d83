from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registry.filters import places
from registry.filters.base import Day, ListFilter, OneOf, Related, Row, Sort
from registry.filters.period import InPeriod
from registry.models import Invitation


def usable() -> Q:
    return Q(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


def over() -> Q:
    spent = Q(revoked_at__isnull=False) | Q(expires_at__lte=timezone.now())
    return Q(used_at=None) & spent


STAGES = {
    "open": (_("still open"), lambda request: usable()),
    "used": (pgettext_lazy("of an invitation", "used"), lambda request: Q(used_at__isnull=False)),
    "over": (_("expired or revoked"), lambda request: over()),
}


def stage_of(row: Row, request: HttpRequest) -> Iterable[str]:
    used, revoked, expires = row
    if used is not None:
        yield "used"
    else:
        yield "open" if revoked is None and expires > timezone.now() else "over"


class InvitationFilter(ListFilter):
    stage = Sort(
        label=_("stage"),
        sorts=STAGES,
        columns=("used_at", "revoked_at", "expires_at"),
        sort_of=stage_of,
    )
    language = OneOf("language", label=_("language of the family"), choices=settings.LANGUAGES)
    channel = OneOf("channel", label=_("handed over"), choices=Invitation.Channel.choices)
    prison = Related("prison", label=_("prison"), known=places.prisons, short=True)
    issued_in = InPeriod("created_at", label=_("issued in"))
    issued_from = Day("created_at", label=_("issued from"))
    issued_to = Day("created_at", label=_("issued until"), end=True)

    spans = {"issued_from": ("issued_from", "issued_to")}
