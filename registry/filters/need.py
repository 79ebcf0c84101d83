from django.utils.translation import gettext_lazy as _

from registry.filters import places
from registry.filters.base import Day, ListFilter, OneOf, Related
from registry.filters.family import LEVELS
from registry.filters.period import InPeriod
from registry.models import Axis, Need


class NeedFilter(ListFilter):
    status = OneOf("status", label=_("status"), choices=Need.Status.choices)
    axis = OneOf("need_type__axis", label=_("axis"), choices=Axis.choices)
    urgency = OneOf("urgency", label=_("urgency"), choices=Need.Urgency.choices)
    publication = OneOf("publication", label=_("publication"), choices=Need.Publication.choices)
    origin = OneOf("origin", label=_("origin"), choices=Need.Origin.choices)
    level = OneOf("family__tier", label=_("level"), choices=LEVELS)
    association = Related(
        "family__association", label=_("association"), known=places.associations, short=True
    )
    province = places.InProvince(
        "family__county__province", label=_("province"), known=places.provinces, short=True
    )
    added_in = InPeriod("created_at", label=_("added in"))
    added_from = Day("created_at", label=_("added from"))
    added_to = Day("created_at", label=_("added until"), end=True)

    spans = {"added_from": ("added_from", "added_to")}
