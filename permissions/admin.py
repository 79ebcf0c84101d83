"""An admin whose every surface shows and changes only what its user may see and change."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Prefetch
from django.forms import Media, ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.access import access_of, has_access
from permissions.counting import CappedPaginator, Counted, counted
from permissions.filters import scoped_list_filter, tells_of_wrong_filters
from permissions.search import SearchByHandle, remember_search

MOST_AT_ONCE = 1_000  # rows that one action is carried out on


def unusable(chosen: Counted) -> str:
    """Why nothing was done with the rows chosen."""
    if chosen.more:
        return _(
            "Nothing was done: more than %(count)d rows are chosen. Narrow the list with its "
            "filters, and choose again."
        ) % {"count": chosen.number}
    return _("Nothing was done: none of the rows chosen is here any more.")


class ScopedOptions(admin.options.BaseModelAdmin):
    """What pages and inlines have in common: rows, permissions, choices."""

    @property
    def media(self) -> Media:
        """None of Django's scripts: the pages work without any, and the theme brings its own."""
        return Media()

    def may(self, request: HttpRequest, action: str, obj: models.Model | None = None) -> bool:
        access = access_of(self.model)
        if obj is None or obj.pk is None:
            return access.holds_somewhere(request.user, action)
        if request.method != "GET":
            return access.holds(request.user, action, obj)
        # A page that only shows asks the same of its row again and again.
        asked = vars(request).setdefault("_may", {})
        key = type(obj), obj.pk, action
        if key not in asked:
            asked[key] = access.holds(request.user, action, obj)
        return bool(asked[key])

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = access_of(self.model).narrow(super().get_queryset(request), request.user, "view")
        return rows.prefetch_related(*self.links_of(request))

    def links_of(self, request: HttpRequest) -> list[Prefetch]:
        """The visible links, put together once for a request: a list asks for them twice."""
        kept: dict[Any, list[Prefetch]] = vars(request).setdefault("_links", {})
        if self not in kept:
            kept[self] = self.visible_links(request)
        return kept[self]

    def visible_links(self, request: HttpRequest) -> list[Prefetch]:
        """Read every link through the user's own eyes: one that leads outside is empty."""
        return [
            Prefetch(field.name, self.choices_of(field.related_model, request, "view"))
            for field in self.model._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and has_access(field.related_model)
        ]

    def choices_of(
        self, model: type[models.Model], request: HttpRequest, action: str
    ) -> models.QuerySet[Any]:
        if not has_access(model):
            return model._default_manager.none()
        return access_of(model).narrow(model._default_manager.all(), request.user, action)

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Offer only what the user may see; on the way to the place, only where she may add."""
        choices = kwargs.get("queryset")
        if choices is None:
            choices = self.choices_of(db_field.related_model, request, "view")
        kwargs["queryset"] = choices & self._where_she_may_add(db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _where_she_may_add(self, field: Any, request: HttpRequest) -> models.QuerySet[Any]:
        related = field.related_model
        access = access_of(self.model)
        # A path that holds for some rows only is a way to see them, not where they belong.
        first_hops = {p.lookup.partition("__")[0] for p in access.paths.values() if not p.only}
        rows = related._default_manager.all()
        if field.name not in first_hops or not has_access(related):
            return rows  # type: ignore[no-any-return]  # a manager Django types loosely
        permission = access.permission("add") or access.permission("change")
        if permission is None:
            return rows.none()  # type: ignore[no-any-return]
        return access_of(related).where(rows, request.user, permission)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = self.choices_of(db_field.related_model, request, "view")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "view", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "delete", obj)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Rows are opened by their key alone; another column would be a way to probe it."""
        return to_field in {"id", "pk"}


class ScopedInline(ScopedOptions, admin.TabularInline):
    """Rows on their parent's page; `may` is asked of the inline's own model."""

    extra = 1  # one empty row: a browser without scripts cannot make one

    def may(self, request: HttpRequest, action: str, obj: models.Model | None = None) -> bool:
        """Django hands the parent here: it has been asked already, by its own admin."""
        return access_of(self.model).holds_somewhere(request.user, action)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "add")


class ScopedAdmin(ScopedOptions, admin.ModelAdmin):
    show_full_result_count = False
    # Left to itself, a list joins what its columns link to, past the user's own eyes.
    list_select_related: ClassVar[tuple[str, ...]] = ()
    raw_id_fields = ()
    list_editable = ()
    paginator = CappedPaginator

    # Lists

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[SearchByHandle]:
        return SearchByHandle

    @tells_of_wrong_filters
    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """A search arrives by POST and leaves a handle in the address, never the words."""
        if request.method == "POST" and "_search" in request.POST:
            return remember_search(request)
        return super().changelist_view(request, extra_context)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [scoped_list_filter(self, item) for item in super().get_list_filter(request)]

    def get_sortable_by(self, request: HttpRequest) -> list[Any]:
        """Sort by columns of the row itself: order by another table's would tell of its rows."""
        local = {field.name for field in self.opts.concrete_fields if not field.is_relation} | {
            "pk"
        }
        return [
            name
            for name in map(str, self.get_list_display(request))
            if name in local or getattr(getattr(self, name, None), "admin_order_field", "") in local
        ]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the declared filters: any other lookup would answer for hidden columns."""
        declared = {"pk__in", "id__in"}
        filters: Any = self.get_list_filter(request) if request else self.list_filter
        for item in filters:
            name = item[0] if isinstance(item, (list, tuple)) else item
            if name_of_its_own := getattr(item, "parameter_name", None):
                declared.add(name_of_its_own)
            if isinstance(name, str):
                declared |= {name, f"{name}__exact", f"{name}__isnull", f"{name}__in"}
                declared |= {f"{name}__id__exact", f"{name}__gte", f"{name}__lt"}
        return lookup in declared

    def sorted_by(self, names: list[Any]) -> list[Any]:
        """What a list is sorted by, where that is not the column itself."""
        return names

    # Actions

    def with_what_actions_ask(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """What an action has to know of the rows a list shows is read together with them."""
        return rows

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """An action that names no permission is not offered; the others get only rows it covers."""
        offered: dict[str, Any] = super().get_actions(request)
        return {
            name: (self._within(function), name, description)
            for name, (function, _name, description) in offered.items()
            if getattr(function, "allowed_permissions", None)
        }

    def _filter_actions_by_permissions(self, request: HttpRequest, actions: list[Any]) -> list[Any]:
        """Offer an action to whoever may take it on some row; `has_…_permission` says the same."""
        return [
            entry
            for entry in actions
            if all(
                self.may(request, action) for action in getattr(entry[0], "allowed_permissions", ())
            )
        ]

    def _within(self, function: Callable[..., Any]) -> Callable[..., Any]:
        actions: Sequence[str] = function.allowed_permissions  # type: ignore[attr-defined]

        def run(model_admin: Any, request: HttpRequest, rows: models.QuerySet[Any]) -> Any:
            allowed = rows
            for action in actions:
                within = access_of(self.model).narrow(
                    self.model._base_manager.all(), request.user, action
                )
                allowed = allowed.filter(pk__in=within.order_by().values("pk"))
            chosen = counted(rows, MOST_AT_ONCE)
            if not chosen.number or chosen.more:
                return self.message_user(request, unusable(chosen), messages.WARNING)
            if allowed.count() != chosen.number:
                raise PermissionDenied
            return function(model_admin, request, allowed)

        run.__name__ = function.__name__
        return run

    # Pages

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "add")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "view")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address presets, without any link that leads outside."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        for field in self.opts.concrete_fields:
            if field.name in initial and isinstance(field, models.ForeignKey):
                rows = self.choices_of(field.related_model, request, "view")
                try:
                    known = rows.filter(pk=initial[field.name]).exists()
                except (ValueError, ValidationError):
                    known = False
                if not known:
                    del initial[field.name]
        return initial

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and look at what is stored: it must be inside what the user may change."""
        try:
            with transaction.atomic(using=obj._state.db):
                super().save_model(request, obj, form, change)
        except IntegrityError as clash:
            raise PermissionDenied from clash
        if not access_of(self.model).holds(request.user, "change" if change else "add", obj):
            raise PermissionDenied

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        access = access_of(formset.model)
        saved = [(row, "add") for row in formset.new_objects]
        saved += [(row, "change") for row, _fields in formset.changed_objects]
        if not all(access.holds(request.user, action, row) for row, action in saved):
            raise PermissionDenied

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Nothing is deleted here, and the page that would list related rows names none."""
        return [], {}, {str(self.opts.verbose_name)}, []

    # The history is the log: Django's own would keep names of rows that move away.

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return None


def back_to_list(pages: ScopedAdmin, request: HttpRequest) -> str:
    """The list as it was when rows were chosen, with its filters; never another page."""
    address = reverse(f"admin:{pages.opts.app_label}_{pages.opts.model_name}_changelist")
    back = request.POST.get("back", "")
    return back if back.startswith(f"{address}?") else address
