"""What the past of a model looks like.  The database writes it: see `audit.triggers`."""

from typing import Any

import simple_history
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class ChangeRecord(models.Model):
    """Who changed the row, beside the values of the row; text that outlives the account."""

    actor_name = models.TextField(_("by"), default="")
    actor_role = models.TextField(_("in the role of"), default="", blank=True)
    actor_place = models.TextField(_("at"), default="", blank=True)
    request_id = models.CharField(_("request"), max_length=32, default="", blank=True)

    class Meta:
        abstract = True


class KeptHistory(HistoricalRecords):  # type: ignore[misc]  # an untyped package
    """Copies of all columns of a row; the only index is the way back to the row.

    `watched` names fields whose change leaves a record but whose value is not copied.
    """

    def __init__(self, *, watched: tuple[str, ...] = (), **options: Any) -> None:
        self.watched = watched
        options["excluded_fields"] = [*options.get("excluded_fields", ()), *watched]
        super().__init__(
            bases=[ChangeRecord],
            history_id_field=models.BigAutoField(),
            history_user_id_field=models.BigIntegerField(_("account"), null=True),
            history_change_reason_field=models.TextField(_("reason"), null=True),
            **options,
        )

    def copy_fields(self, model: type[models.Model]) -> dict[str, Any]:
        fields: dict[str, Any] = super().copy_fields(model)
        for name, field in fields.items():
            field.db_index = name == model._meta.pk.name
        return fields

    def get_extra_fields(self, model: type[models.Model], fields: Any) -> dict[str, Any]:
        extra: dict[str, Any] = super().get_extra_fields(model, fields)
        extra["history_date"] = models.DateTimeField(_("when"))
        extra["watched_fields"] = tuple(model._meta.get_field(name) for name in self.watched)
        return extra


def keep_history(**options: Any) -> KeptHistory:
    """`history = keep_history()`: every change of a row of this model is kept for ever."""
    return KeptHistory(**options)


def keep_history_of(model: type[models.Model], *, app: str, **options: Any) -> None:
    """The same for a model that is not ours to write in; its past lives in `app`."""
    simple_history.register(model, app=app, records_class=KeptHistory, **options)
