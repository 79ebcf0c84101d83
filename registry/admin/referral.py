from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.steps import questions
from registry.admin.steps.step import RowOfAFile, Step, unless
from registry.filters.columns import by_columns
from registry.models import Consent, Coverage, Referral
from registry.services.consents import require_standing, withdraw_consent

WITHDRAW = Step(
    name="withdraw",
    short=True,
    action="withdraw",
    title=_("The family withdraws its consent"),
    done=_("The consent is withdrawn; what stood on it has ended."),
    intro=_("It acts at once: what was published on it leaves the window with the next release."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: withdraw_consent(consent=row, reason=given["reason"]),
    against=unless(require_standing),
)


@admin.register(Referral)
class ReferralAdmin(RowOfAFile):
    list_display = ("family", "association", "method", "distance_km", "decided_at")
    filter_class = by_columns(Referral, "method", "over_capacity", "decided_at")
    fields = (
        "family",
        "association",
        "method",
        "distance_km",
        "over_capacity",
        "reason",
        "decided_by",
        "decided_at",
    )


@admin.register(Coverage)
class CoverageAdmin(RowOfAFile):
    list_display = ("family", "status", "since", "until")
    filter_class = by_columns(Coverage, "status", "since")
    fields = ("family", "status", "since", "until", "reason")


@admin.register(Consent)
class ConsentAdmin(RowOfAFile):
    list_display = ("family", "purpose", "method", "given_at", "withdrawn_at")
    filter_class = by_columns(Consent, "purpose", "method", "given_at")
    fields = ("family", "purpose", "method", "given_at", "withdrawn_at")
    readonly_fields = ("purpose", "method", "given_at", "withdrawn_at")
    steps = (WITHDRAW,)
