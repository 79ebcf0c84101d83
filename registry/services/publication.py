"""Letting a need be counted in the donors' window: one person proposes, another approves.

What donors then see is not the need but a number among many alike (graphql_api.publishing).
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from registry.errors import RuleError
from registry.models import Consent, Family, Need, Task
from registry.services import cartable
from registry.services.needs import locked_need, settle_approvals
from registry.services.stages import require, require_reason, require_second_person

Publication = Need.Publication


@transaction.atomic
def propose_publication(*, need: Need, by: Any) -> Need:
    """Put a confirmed need before a second person."""
    family, need = locked_need(need)
    require_to_propose(need)
    need.publication, need.proposed_by, need.approved_by = Publication.PROPOSED, by, None
    need.save(update_fields=["publication", "proposed_by", "approved_by", "updated_at"])
    cartable.open_task(family, Task.Kind.APPROVE_PUBLICATION)
    return need


@transaction.atomic
def approve_publication(*, need: Need, by: Any) -> Need:
    """From the next release on, the need is counted in the window."""
    family, need = locked_need(need)
    require_to_approve(need)
    require_another(need, by)
    need.publication, need.approved_by = Publication.PUBLISHED, by
    need.published_at = timezone.now()
    need.save(update_fields=["publication", "approved_by", "published_at", "updated_at"])
    settle_approvals(family)
    return need


@transaction.atomic
def take_back(*, need: Need, reason: str) -> Need:
    """Take a need out of the window; it leaves with the next release."""
    family, need = locked_need(need)
    require_to_take_back(need)
    reason = require_reason(reason)
    with because(reason):
        _close(need)
        settle_approvals(family)
    return need


def close_publications(family: Family) -> None:
    """Nothing of this family is published any longer; the caller gives the reason."""
    standing = (Publication.PROPOSED, Publication.PUBLISHED)
    for need in family.needs.select_for_update().filter(publication__in=standing):
        _close(need)
    settle_approvals(family)


def require_to_propose(need: Need) -> None:
    """It is publishable, and nobody has proposed it yet."""
    if need.publication in (Publication.PROPOSED, Publication.PUBLISHED):
        raise RuleError(
            _("This need is %(publication)s already. Nothing was changed."),
            code="already_done",
            publication=need.get_publication_display(),
        )
    require_publishable(need)


def require_to_approve(need: Need) -> None:
    """Somebody has proposed it, and it is publishable still."""
    if need.publication == Publication.PUBLISHED:
        raise RuleError(
            _("This need was approved already. Nothing was changed."), code="already_done"
        )
    if need.publication != Publication.PROPOSED:
        raise RuleError(
            _(
                "Nobody has proposed this need for publication yet. Propose it first; "
                "then another person can approve it."
            ),
            code="not_proposed",
        )
    require_publishable(need)


def require_another(need: Need, by: Any) -> None:
    """Whoever confirmed a need, or proposed it, does not also approve it."""
    require_second_person(
        need.proposed_by_id,
        by.pk,
        _(
            "You proposed this need yourself, so somebody else has to approve it. "
            "Ask a colleague who may approve publications."
        ),
    )
    require_second_person(
        need.decided_by_id,
        by.pk,
        _(
            "You confirmed this need yourself, so somebody else has to approve it for "
            "publication. Ask another manager of the association, or the national desk."
        ),
    )


def may_be_approved_by(need: Need, person: Any) -> bool:
    return person.pk not in (need.decided_by_id, need.proposed_by_id)


def require_to_take_back(need: Need) -> None:
    if need.publication not in (Publication.PROPOSED, Publication.PUBLISHED):
        raise RuleError(
            _("This need is neither proposed nor published. Nothing was changed."),
            code="already_done",
        )


def require_publishable(need: Need) -> None:
    """What has to hold before anything of a need may be told to donors."""
    require(need.family, "decide needs")
    require_confirmed(need)
    if need.sensitivity != "public" or not need.need_type.publishable:
        raise RuleError(
            _(
                "“%(need)s” is never published: it is %(sensitivity)s. It stays with the "
                "association, which can meet it by itself."
            ),
            code="need_not_public",
            need=need.need_type,
            sensitivity=need.get_sensitivity_display(),
        )
    if not agrees_to_share(need.family):
        raise RuleError(
            _(
                "The family has not agreed that its needs are shared without names. "
                "Ask the family, and record its consent first."
            ),
            code="consent_missing",
        )


def require_confirmed(need: Need) -> None:
    """One that waits for its decision is not one that was decided otherwise."""
    if need.status == Need.Status.DECLARED:
        raise RuleError(
            _(
                "Only a confirmed need can be published; this one is %(status)s. "
                "Decide on it first."
            ),
            code="need_not_confirmed",
            status=need.get_status_display(),
        )
    if need.status != Need.Status.CONFIRMED:
        raise RuleError(
            _(
                "Only a confirmed need can be published, and this one is %(status)s: donors are "
                "told nothing of it. If the family needs it after all, add it to the file anew."
            ),
            code="need_not_confirmed",
            status=need.get_status_display(),
        )


def agrees_to_share(family: Family) -> bool:
    return family.consents.filter(
        purpose=Consent.Purpose.SHARE_NON_IDENTIFIABLE, withdrawn_at=None
    ).exists()


def _close(need: Need) -> None:
    was_published = need.publication == Publication.PUBLISHED
    need.publication = Publication.CLOSED if was_published else Publication.PRIVATE
    need.save(update_fields=["publication", "updated_at"])
