from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.access import Access
from permissions.vocabulary import Permission


class User(AbstractUser):
    """An account.  It is deactivated when its person leaves, never deleted.

    What it may do, and where, follows from its memberships (registry): an account alone
    opens nothing.
    """

    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fa", "فارسی"), ("en", "English")], default="fa"
    )

    objects: ClassVar[UserManager[Any]] = UserManager()
    access = Access(
        association="memberships__association",
        view=Permission.MANAGE_STAFF,
        change=Permission.MANAGE_STAFF,
    )

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.get_full_name() or self.username
