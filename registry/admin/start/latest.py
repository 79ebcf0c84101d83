"""The newest changes of files, for those who oversee them."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.changes import actor_of, name_in_words, roles_in_words
from audit.tracked import past_of
from registry.models import Association, Family

SHOWN = 12


@dataclass(frozen=True)
class Change:
    at: datetime
    who: str
    role: str
    place: str
    what: str
    file: str
    url: str


def latest_changes(association: Association | None) -> list[Change]:
    """Who changed which file last; of one association, or of the whole network."""
    past = past_of(Family)._base_manager.order_by("-history_id")
    if association is not None:
        past = past.filter(association_id=association.pk)
    kinds = {"+": _("opened"), "~": _("changed"), "-": _("removed")}
    return [
        Change(
            at=record.history_date,
            who=actor_of(record),
            role=roles_in_words(record.actor_role),
            # A family acts from its own page: its place is its file, which stands beside.
            place="" if record.actor_place == record.code else name_in_words(record.actor_place),
            what=f"{kinds[record.history_type]} · {record.get_status_display()}",
            file=record.code,
            url=reverse("admin:registry_family_history", args=[record.id]),
        )
        for record in past[:SHOWN]
    ]
