from typing import Any, Self, TypeVar

from django.db import models

from permissions.access import access_of

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that knows how to show a person only what is hers to see."""

    def allowed_to(self, user: Any, action: str) -> Self:
        return access_of(self.model).narrow(self, user, action)

    def visible_to(self, user: Any) -> Self:
        return self.allowed_to(user, "view")
