from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.changes import reason_in_words
from registry.admin.steps.step import Step, StepForm, SteppingAdmin, unless
from registry.filters.invitation import InvitationFilter
from registry.models import Invitation
from registry.services import invitations


class RevokeForm(StepForm):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: the sheet was lost."),
    )


@admin.register(Invitation)
class InvitationAdmin(SteppingAdmin):
    """Which links are out, which were used.  A link itself is shown once, when it is issued."""

    list_display = ("prisoner", "stage", "created_at", "expires_at", "issued_by", "prison")
    filter_class = InvitationFilter
    fields = (
        "prisoner",
        "prison",
        "channel",
        "language",
        "issued_by",
        "created_at",
        "expires_at",
        "used_at",
        "revoked_at",
        "revoked_because",
    )
    readonly_fields = ("created_at", "expires_at", "revoked_because")
    steps = (
        Step(
            name="revoke",
            action="revoke",
            title=_("Revoke the invitation"),
            done=_("The invitation was revoked; its link opens nothing any more."),
            perform=lambda invitation, by, answers: invitations.revoke(
                invitation=invitation, revoked_by=by, **answers
            ),
            form=RevokeForm,
            against=unless(invitations.require_usable),
        ),
    )

    @admin.display(description=_("stage"))
    def stage(self, invitation: Invitation) -> str:
        if invitation.used_at is not None:
            return str(pgettext_lazy("of an invitation", "used"))
        if invitation.revoked_at is not None:
            return str(_("revoked"))
        return str(_("still open") if invitation.usable else _("expired"))

    @admin.display(description=_("reason of the revocation"))
    def revoked_because(self, invitation: Invitation) -> str:
        return reason_in_words(invitation.revoked_reason)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Issued from the page of the prisoner, nowhere else."""
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> Any:
        invitation = context.get("original")
        if invitation is not None and invitation.usable:
            context["doors"] = self.doors(request, invitation)
        return super().render_change_form(request, context, *args, **options)
