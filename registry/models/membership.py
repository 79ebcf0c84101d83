from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.roles import Role
from permissions.vocabulary import Permission
from registry.models.association import Association
from registry.models.prison import Prison
from registry.models.province import Province
from registry.models.record import Record

KEEPERS = (Role.SOCIAL_WORKER, Role.MANAGER)


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    def current(self) -> Self:
        """Those that open something: with its end a role is taken back at once, on its last day."""
        return self.filter(since__lte=timezone.localdate(), until=None)

    def keeping_files(self, association: Association | None) -> Self:
        """Of those who can keep a file of this association."""
        return self.current().filter(association=association, role__in=KEEPERS)


class Membership(Record):
    """Who works where, in which role, since when: the signed record that grants follow.

    Written through `registry.services.membership` only.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("account"),
    )
    role = models.CharField(_("role"), max_length=25, choices=Role)
    association = models.ForeignKey(
        Association,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("association"),
        null=True,
        blank=True,
    )
    prison = models.ForeignKey(
        Prison,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("prison"),
        null=True,
        blank=True,
    )
    province = models.ForeignKey(
        Province,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("province"),
        null=True,
        blank=True,
    )
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = keep_history()
    access = Access(
        association="association",
        view=Permission.MANAGE_STAFF,
        add=Permission.MANAGE_STAFF,
        change=Permission.MANAGE_STAFF,
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(
                name="membership_is_at_the_place_of_its_role",
                condition=(
                    Q(role__in=Role.at("association"), association__isnull=False)
                    & Q(prison=None, province=None)
                )
                | (
                    Q(role__in=Role.at("prison"), prison__isnull=False)
                    & Q(association=None, province=None)
                )
                | (
                    Q(role__in=Role.at("province"), province__isnull=False)
                    & Q(association=None, prison=None)
                )
                | Q(role__in=Role.at(None), association=None, prison=None, province=None),
                violation_error_message=_(
                    "This role is held somewhere else: name exactly the place it belongs to."
                ),
            ),
            models.UniqueConstraint(
                F("user"),
                F("role"),
                Coalesce("association", 0),
                Coalesce("prison", 0),
                Coalesce("province", 0),
                condition=Q(until=None),
                name="membership_open_once",
                violation_error_message=_("This person already has this role here."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.place or _('national office')}"

    @property
    def place(self) -> Association | Prison | Province | None:
        """Where the role is held; nothing for the national office."""
        return self.association or self.prison or self.province
