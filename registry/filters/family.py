from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.filters import places
from registry.filters.base import NONE, Day, ListFilter, OneOf, Related, Row, Sort
from registry.filters.period import InPeriod
from registry.models import Family, Tier

LEVELS = [*reversed(Tier.choices), (NONE, _("not assessed yet"))]
# A condition on a column that no condition is like: what is open is not ended.
WORK = {
    "open": (_("to be worked on"), lambda request: ~Q(status__in=Family.ENDED)),
    "ended": (_("ended"), lambda request: Q(status__in=Family.ENDED)),
}
KEEPERS = {
    "me": (_("my files"), lambda request: Q(worker=request.user.pk)),
    "nobody": (_("nobody yet"), lambda request: Q(worker=None)),
}


def work_of(row: Row, request: HttpRequest) -> Iterable[str]:
    yield "ended" if row[0] in Family.ENDED else "open"


def keeper_of(row: Row, request: HttpRequest) -> Iterable[str]:
    if row[0] is None:
        yield "nobody"
    elif row[0] == request.user.pk:
        yield "me"


class FamilyFilter(ListFilter):
    work = Sort(label=_("progress"), sorts=WORK, columns=("status",), sort_of=work_of)
    status = OneOf("status", label=_("status"), choices=Family.Status.choices)
    tier = OneOf("tier", label=_("level"), choices=LEVELS)
    phase = OneOf("phase", label=_("phase"), choices=Family.Phase.choices)
    keeper = Sort(label=_("keeper"), sorts=KEEPERS, columns=("worker",), sort_of=keeper_of)
    worker = Related("worker", label=_("social worker"), known=places.colleagues)
    association = Related(
        "association", label=_("association"), known=places.associations, short=True
    )
    province = places.InProvince(
        "county__province", label=_("province"), known=places.provinces, short=True
    )
    county = Related("county", label=_("county"), known=places.counties)
    opened_in = InPeriod("opened_at", label=_("registered in"))
    opened_from = Day("opened_at", label=_("registered from"))
    opened_to = Day("opened_at", label=_("registered until"), end=True)

    spans = {"opened_from": ("opened_from", "opened_to")}
