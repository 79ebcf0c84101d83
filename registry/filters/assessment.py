from django.utils.translation import gettext_lazy as _

from registry.filters import places
from registry.filters.base import Day, ListFilter, OneOf, Related
from registry.filters.family import LEVELS
from registry.filters.period import InPeriod
from registry.models import Assessment


class AssessmentFilter(ListFilter):
    status = OneOf("status", label=_("status"), choices=Assessment.Status.choices)
    tier = OneOf("tier", label=_("level"), choices=LEVELS)
    author = Related("done_by", label=_("assessed by"), known=places.colleagues)
    association = Related(
        "family__association", label=_("association"), known=places.associations, short=True
    )
    on_in = InPeriod("on", label=_("assessed in"))
    on_from = Day("on", label=_("assessed from"))
    on_to = Day("on", label=_("assessed until"), end=True)

    spans = {"on_from": ("on_from", "on_to")}
