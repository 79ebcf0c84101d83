from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from permissions.roles import Role
from registry.filters import places
from registry.filters.base import ListFilter, OneOf, Related, Row, Sort
from registry.filters.period import InPeriod

STANDING = {
    "now": (_("works here"), lambda request: Q(until=None)),
    "before": (_("has left"), lambda request: Q(until__isnull=False)),
}


def standing_of(row: Row, request: HttpRequest) -> Iterable[str]:
    yield "now" if row[0] is None else "before"


class MembershipFilter(ListFilter):
    standing = Sort(label=_("standing"), sorts=STANDING, columns=("until",), sort_of=standing_of)
    association = Related(
        "association", label=_("association"), known=places.associations, short=True
    )
    role = OneOf("role", label=_("role"), choices=Role.choices)
    since_in = InPeriod("since", label=_("here since"))
