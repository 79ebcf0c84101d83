"""The history pages: who changed what, when and why.  They show; nothing can be sent to them."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, router
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.calendar import digits
from audit.changes import Person, Reader
from audit.signature import current_hand
from audit.tracked import past_of
from audit.versions import with_versions
from permissions.access import access_of
from permissions.admin import ScopedAdmin
from permissions.models import User
from permissions.reach import Reach
from permissions.vocabulary import Permission

PAGE_SIZE = 25
LONGEST_KEY = 40


class HistoryAdmin(ScopedAdmin):
    """An admin whose rows have a readable past."""

    def get_urls(self) -> list[URLPattern]:
        version = path(
            "<path:object_id>/history/<int:history_id>/",
            self.admin_site.admin_view(self.version_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_version",
        )
        return [version, *super().get_urls()]

    def with_what_actions_ask(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """An action asks whether the rows are still in the versions that the list showed."""
        return with_versions(super().with_what_actions_ask(rows))

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The changes of one row, newest first."""
        row = self.row_whose_past_she_may_read(request, object_id)
        if row is None:
            return self.not_there(request, object_id)
        records = self.past(row)
        before = request.GET.get("before", "")
        if before.isascii() and before.isdigit():
            records = records.filter(history_id__lt=int(before[:18]))
        page = list(records[: PAGE_SIZE + 1])
        reader = self.reader(request, row)
        context = {
            "title": _("History of %(row)s") % {"row": row},
            "entries": reader.entries(page, PAGE_SIZE),
            "older": page[PAGE_SIZE - 1].history_id if len(page) > PAGE_SIZE else None,
            "continued": bool(before),
        }
        return self.show(request, "audit/history.html", row, context)

    @method_decorator(require_safe)
    def version_view(self, request: HttpRequest, object_id: str, history_id: int) -> HttpResponse:
        """The row as one record of its past has it."""
        row = self.row_whose_past_she_may_read(request, object_id)
        if row is None:
            return self.not_there(request, object_id)
        pair = list(self.past(row).filter(history_id__lte=history_id)[:2])
        if not pair or pair[0].history_id != history_id:
            raise Http404
        reader = self.reader(request, row)
        context = {
            "title": _("%(row)s, an earlier version") % {"row": row},
            "entry": reader.entries(pair, 1)[0],
            "values": reader.values(pair[0]),
        }
        return self.show(request, "audit/version.html", row, context)

    def row_whose_past_she_may_read(self, request: HttpRequest, object_id: str) -> Any:
        """Ask for the row as it stands now: an old version must not vouch for itself."""
        row = self.row_to_look_back_on(request, object_id)
        if row is not None and not self.may(request, "read_history", row):
            raise PermissionDenied
        return row

    def row_to_look_back_on(self, request: HttpRequest, object_id: str) -> Any:
        return self.get_object(request, unquote(object_id))

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Nothing is deleted here, so Django's guess at that would mislead."""
        sentence = _("There is no %(name)s with the number %(key)s, or it is not open to you.")
        told = {"name": opts.verbose_name, "key": digits(unquote(object_id)[:LONGEST_KEY])}
        self.message_user(request, sentence % told, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:index", current_app=self.admin_site.name))

    def not_there(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The same answer as for a row that never was."""
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)

    def past(self, row: models.Model) -> "models.QuerySet[Any]":
        past = past_of(self.model)
        key = {self.opts.pk.attname: row.pk}
        alias = router.db_for_read(past)
        return past._base_manager.using(alias).filter(**key).order_by("-history_id")  # type: ignore[no-any-return]  # built at run time

    def reader(self, request: HttpRequest, row: models.Model) -> Reader:
        def visible(model: type[models.Model]) -> "models.QuerySet[Any]":
            """As the admin of that model reads them; colleagues, to whoever reads their work."""
            if model is User:
                people = User._default_manager.all()
                return access_of(User).where(people, request.user, Permission.READ_HISTORY)
            if model_admin := self.admin_site._registry.get(model):
                return model_admin.get_queryset(request)
            return self.choices_of(model, request, "view")

        hand = current_hand()
        person = Person(
            user_id=request.user.pk or 0,
            place=hand.place if hand else "",
            everywhere=Reach.of(request.user).everywhere(Permission.READ_HISTORY),
            hidden=access_of(self.model).hidden_fields(request.user, row),
        )
        return Reader(past_of(self.model), visible, person)

    def show(
        self, request: HttpRequest, template: str, row: Any, context: dict[str, Any]
    ) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": row,
            "module_name": str(self.opts.verbose_name_plural),
        }
        return TemplateResponse(request, template, {**shared, **context})
