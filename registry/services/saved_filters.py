"""Filters saved under a name: who sees them, who may change them.

A filter of one's own has no association: its owner finds it wherever she works.  A shared one
is its association's: whoever works there sees it, its owner and whoever gives out the work
there change it.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.reach import Reach, everything
from permissions.vocabulary import Permission, Place
from registry.errors import RuleError
from registry.models import Association, SavedFilter
from registry.models.record import in_order_of_names
from registry.text import clean

MOST = 8
WHY = "a person's own saved filters stand in no place, and the others were narrowed here"

Values = dict[str, list[str]]


def seen_by(user: Any) -> QuerySet[SavedFilter]:
    """One's own, and those shared where one works."""
    here = Reach.of(user).all_ids(Place.ASSOCIATION)
    own = Q(owner=user, association=None)
    return SavedFilter.objects.current().filter(own | Q(association__in=here))


def filters_of(user: Any, listing: str) -> list[SavedFilter]:
    """The saved filters of one list; the shared ones first."""
    rows = seen_by(user).filter(listing=listing).select_related("association")
    with everything(WHY):
        return sorted(rows, key=lambda saved: (saved.association_id is None, saved.name))


def filter_of(user: Any, listing: str, pk: int) -> SavedFilter | None:
    with everything(WHY):
        return seen_by(user).filter(listing=listing, pk=pk).first()


def places_to_share(user: Any) -> QuerySet[Association]:
    """The associations whose work this person gives out: there she may share."""
    ids = Reach.of(user).ids(Permission.ASSIGN_WORK, Place.ASSOCIATION)
    return in_order_of_names(Association.objects.filter(pk__in=ids))


def may_change(saved: SavedFilter, user: Any) -> bool:
    gives_out_work = Reach.of(user).ids(Permission.ASSIGN_WORK, Place.ASSOCIATION)
    return saved.owner_id == user.pk or saved.association_id in gives_out_work


def save_filter(
    *, by: Any, listing: str, name: str, values: Values, association: Association | None = None
) -> SavedFilter:
    if not values:
        raise RuleError(
            _("Nothing was saved: no filter is in use. Choose some filters first."),
            code="saved_filter_is_empty",
        )
    own = SavedFilter.objects.current().filter(owner=by, listing=listing)
    with everything(WHY):
        if own.count() >= MOST:
            raise RuleError(
                _(
                    "You have saved %(number)s filters for this list already. "
                    "Take one away that you no longer need."
                ),
                code="saved_filters_are_many",
                number=MOST,
            )
        require_free(by, listing, cleaned := named(name))
        require_sharing(by, association)
        return SavedFilter.objects.create(
            owner=by, listing=listing, name=cleaned, values=values, association=association
        )


def change_filter(
    *, saved: SavedFilter, by: Any, name: str, association: Association | None
) -> SavedFilter:
    """Rename it, share it, or keep it for its owner again."""
    require_right(saved, by)
    with everything(WHY):
        if (cleaned := named(name)) != saved.name:
            require_its_owner(saved, by)
            require_free(saved.owner, saved.listing, cleaned)
        if association is None and saved.owner_id != by.pk:
            raise RuleError(
                _("This filter is a colleague's. Only its owner can keep it to herself."),
                code="saved_filter_is_a_colleagues",
            )
        if association is not None and association.pk != saved.association_id:
            require_sharing(by, association)
        saved.name, saved.association = cleaned, association
        saved.save(update_fields=["name", "association", "updated_at"])
    return saved


def require_its_owner(saved: SavedFilter, by: Any) -> None:
    """Whether a name is free would tell a colleague what else its owner has saved."""
    if saved.owner_id != by.pk:
        raise RuleError(
            _("This filter is a colleague's. Only its owner can give it another name."),
            code="saved_filter_is_a_colleagues",
        )


def retire_filter(*, saved: SavedFilter, by: Any) -> None:
    """Take it away from the list; the row and its history stay."""
    require_right(saved, by)
    with everything(WHY):
        saved.retired_at = timezone.now()
        saved.save(update_fields=["retired_at", "updated_at"])


def named(name: str) -> str:
    cleaned = clean(name)[: SavedFilter._meta.get_field("name").max_length]
    if not cleaned:
        raise RuleError(
            _("Nothing was saved: the filters need a name by which you find them again."),
            code="saved_filter_needs_a_name",
        )
    return cleaned


def require_free(owner: Any, listing: str, name: str) -> None:
    if SavedFilter.objects.current().filter(owner=owner, listing=listing, name=name).exists():
        raise RuleError(
            _("“%(name)s” is the name of other saved filters. Choose another name."),
            code="saved_filter_named_once",
            name=name,
        )


def require_sharing(by: Any, association: Association | None) -> None:
    if association is not None and not places_to_share(by).filter(pk=association.pk).exists():
        raise RuleError(
            _(
                "Filters are shared by whoever gives out the work of an association. "
                "Save them for yourself, or ask your manager to share them."
            ),
            code="saved_filter_is_not_shared",
        )


def require_right(saved: SavedFilter, by: Any) -> None:
    if not may_change(saved, by):
        raise RuleError(
            _("Only its owner, or whoever gives out the work here, changes a shared filter."),
            code="saved_filter_is_not_yours",
        )
