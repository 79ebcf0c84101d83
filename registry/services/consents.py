"""What a family agrees to.  A withdrawal acts at once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from registry.errors import RuleError
from registry.models import Consent, Family
from registry.services.publication import close_publications
from registry.services.stages import locked


@transaction.atomic
def record_consent(*, family: Family, purpose: str, method: str) -> Consent:
    """Write down that the family agreed, and how."""
    family = locked(family)
    if family.consents.filter(purpose=purpose, withdrawn_at=None).exists():
        raise RuleError(_("This consent stands already. Nothing was changed."), code="already_done")
    return Consent.objects.create(
        family=family, purpose=purpose, method=method, given_at=timezone.now()
    )


@transaction.atomic
def withdraw_consent(*, consent: Consent, reason: str = "") -> Consent:
    """Take a consent back; what stood on it ends in the same moment.

    Without consent to services nothing else stands either.
    """
    family = locked(consent.family)
    consent = Consent.objects.get(pk=consent.pk)
    require_standing(consent)
    whole = consent.purpose == Consent.Purpose.CASE_SERVICES
    others = family.consents.filter(withdrawn_at=None).exclude(pk=consent.pk) if whole else ()
    with because(reason.strip() or str(_("The family withdrew its consent."))):
        for each in (consent, *others):
            each.withdrawn_at = timezone.now()
            each.save(update_fields=["withdrawn_at", "updated_at"])
        if whole or consent.purpose == Consent.Purpose.SHARE_NON_IDENTIFIABLE:
            close_publications(family)
    return consent


def require_standing(consent: Consent) -> None:
    """A consent is withdrawn once; whoever agrees again gives a new one."""
    if consent.withdrawn_at is not None:
        raise RuleError(
            _("This consent was withdrawn already. Nothing was changed."), code="already_done"
        )
