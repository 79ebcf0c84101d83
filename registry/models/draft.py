from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import EncryptedTextField
from registry.models.invitation import Invitation
from registry.models.record import Record


class Draft(Record):
    """What somebody behind a link has written and not sent: sealed under a code we do not keep.

    One link may have several, none of which opens with another's code.  `index` finds a draft
    by its link and its code together, and tells neither.
    """

    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, related_name="drafts", verbose_name=_("invitation")
    )
    index = models.CharField(max_length=32, unique=True, editable=False)
    sealed = EncryptedTextField(_("answers"), label="draft.sealed", editable=False)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="fa"
    )

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(view=Permission.MANAGE_NETWORK)

    class Meta:
        verbose_name = _("draft of a registration")
        verbose_name_plural = _("drafts of registrations")
        ordering = ("-pk",)

    def __str__(self) -> str:
        what = _("Draft")
        return f"{what} {self.pk}"
