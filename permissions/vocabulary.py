"""Every permission of the product, named once.

A permission is held at a *place*: an association, a prison or a province; or, by the roles
of the national office, everywhere.  Nothing else in the code spells a permission out, and
Django's own "can view family" permissions open nothing.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """What a permission can be held at; the value is the model's name in the registry."""

    ASSOCIATION = "association", _("association")
    PRISON = "prison", _("prison")
    PROVINCE = "province", _("province")


class Permission(models.TextChoices):
    VIEW_FAMILIES = "registry.view_families", _("See the families")
    EDIT_FAMILIES = "registry.edit_families", _("Edit the files of the families")
    CONTACT_FAMILIES = "registry.contact_families", _("Contact and identify families")
    VERIFY_FAMILIES = "registry.verify_families", _("Confirm what colleagues identified")
    ASSESS_FAMILIES = "registry.assess_families", _("Assess what families need")
    VIEW_ASSESSMENTS = "registry.view_assessments", _("See how families were assessed")
    APPROVE_ASSESSMENTS = "registry.approve_assessments", _("Approve assessments of colleagues")
    DECIDE_NEEDS = "registry.decide_needs", _("Confirm or decline needs")
    PROPOSE_NEEDS = "registry.propose_needs", _("Propose needs for publication")
    PUBLISH_NEEDS = "registry.publish_needs", _("Approve needs for publication")
    WRITE_MESSAGES = "registry.write_messages", _("Write to families")
    VIEW_MESSAGES = "registry.view_messages", _("Read the messages of families")
    VIEW_IDENTITY = "registry.view_identity", _("See whole identity numbers and addresses")
    VIEW_RESTRICTED = "registry.view_restricted", _("Read confidential notes and needs")
    CLOSE_FAMILIES = "registry.close_families", _("Close files and open them again")
    ASSIGN_WORK = "registry.assign_work", _("Give work to colleagues")
    REROUTE_FAMILIES = "registry.reroute_families", _("Send a file to another association")
    VIEW_PRISONERS = "registry.view_prisoners", _("See prisoners")
    EDIT_PRISONERS = "registry.edit_prisoners", _("Record prisoners and custody events")
    ISSUE_INVITATIONS = "registry.issue_invitations", _("Issue and revoke invitations")
    MANAGE_STAFF = "registry.manage_staff", _("Manage the staff")
    MANAGE_ASSOCIATION = "registry.manage_association", _("Keep the association's own record")
    MANAGE_NETWORK = "registry.manage_network", _("Manage associations, prisons and catalogues")
    MANAGE_CLIENTS = "registry.manage_clients", _("Manage the clients of the API")
    VIEW_CLIENTS = "registry.view_clients", _("See the clients of the API and the releases")
    VIEW_REPORTS = "registry.view_reports", _("See numbers and reports")
    READ_HISTORY = "registry.read_history", _("Read who changed what, and when")

    @property
    def codename(self) -> str:
        return self.value.partition(".")[2]

    @classmethod
    def for_meta(cls) -> tuple[tuple[str, str], ...]:
        """What the `Meta.permissions` of a place declares."""
        return tuple((permission.codename, str(permission.label)) for permission in cls)
