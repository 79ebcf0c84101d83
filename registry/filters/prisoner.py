from django.utils.translation import gettext_lazy as _

from registry.filters import places
from registry.filters.base import Day, ListFilter, OneOf, Related
from registry.filters.period import InPeriod
from registry.models import Prisoner


class PrisonerFilter(ListFilter):
    custody = OneOf("custody_status", label=_("custody"), choices=Prisoner.Custody.choices)
    prison = Related("prison", label=_("prison"), known=places.prisons, short=True)
    release_in = InPeriod("expected_release_on", ahead=5, label=_("expected release in"))
    release_from = Day("expected_release_on", label=_("expected release from"))
    release_to = Day("expected_release_on", label=_("expected release until"), end=True)

    spans = {"release_from": ("release_from", "release_to")}
