from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.county import County
from registry.models.record import Named


class AssociationQuerySet(ScopedQuerySet["Association"]):
    def accepting(self) -> Self:
        """Active, and open for new files."""
        return self.filter(status=Association.Status.ACTIVE, accepts_new=True)


class Association(Named):
    """A Prisoner Support Association: the unit of every permission of its staff."""

    class Kind(models.TextChoices):
        CENTRAL = "central", _("central")
        BRANCH = "branch", _("branch")

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        CLOSED = "closed", _("closed down")

    # What its own manager keeps up to date; the rest steers routing and is national.
    KEPT_BY_ITSELF = ("address", "phones", "hours")

    code = models.CharField(_("code"), max_length=10, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.BRANCH)
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="associations", verbose_name=_("county")
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    phones = models.CharField(_("phones"), max_length=100, blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    accepts_new = models.BooleanField(_("accepts new files"), default=True)
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, help_text=_("Open files; empty means no limit.")
    )
    registered_on = models.DateField(_("registered on"), null=True, blank=True)

    objects = AssociationQuerySet.as_manager()
    history = keep_history()
    access = Access(
        association="pk",
        province="county__province",
        public=True,
        view=Permission.VIEW_REPORTS,
        add=Permission.MANAGE_NETWORK,
        change=Permission.MANAGE_ASSOCIATION,
    )

    class Meta:
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        ordering = ("code",)
        permissions = Permission.for_meta()
        constraints = (
            models.UniqueConstraint(
                fields=("kind",),
                condition=Q(kind="central"),
                name="association_central_is_one",
                violation_error_message=_("There is one central association already."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="association_is_on_earth",
                violation_error_message=_("These coordinates are not on the map."),
            ),
        )

    def clean(self) -> None:
        """Nobody is left behind: its open files go to others before an association closes."""
        closing = not self._state.adding and self.status == self.Status.CLOSED
        if closing and self.families.open().exists():
            raise ValidationError(
                _(
                    "This association has open files, so it cannot be closed down. Suspend it, "
                    "send its files to other associations, and close it then."
                ),
                code="association_has_open_files",
            )
        if closing and self.memberships.filter(until=None).exists():
            raise ValidationError(
                _(
                    "People still work at this association, so it cannot be closed down. End "
                    "their memberships first: the list of memberships can be narrowed to it."
                ),
                code="association_has_staff",
            )
