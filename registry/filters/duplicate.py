from django.utils.translation import gettext_lazy as _

from registry.filters.base import ListFilter, OneOf
from registry.models import PotentialDuplicate


class DuplicateFilter(ListFilter):
    status = OneOf("status", label=_("status"), choices=PotentialDuplicate.Status.choices)
    method = OneOf("method", label=_("method"), choices=PotentialDuplicate.Method.choices)
