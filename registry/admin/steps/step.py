"""A step on a row: one small page that says what it does, asks what it must, and does it.

A step stands at `<row>/<name>/` under the row's own page.  Who may take it, the row's `Access`
says; whether it may be taken now, the service says, and its sentence is shown as it stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from audit import versions
from audit.editing import Meanwhile
from registry.admin.base import RegistryAdmin
from registry.admin.steps.buttons import key_of
from registry.errors import RuleError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


Answer = HttpResponse | None


class StepForm(forms.Form):
    """What a step asks.  It knows the row and the person, and offers only what fits both."""

    def __init__(self, data: Any = None, *, row: Any, user: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.row, self.user = row, user
        self.prepare()

    def prepare(self) -> None:
        """Fill in the choices that depend on the row."""

    @classmethod
    def undoes(cls, row: Any, before: Any) -> bool:
        """Whether taking the step now could undo what has changed in the row since then."""
        return True

    def take(self, step: "Step") -> bool:
        """Do what the step is for; a refusal then stands on the form, as it was said."""
        try:
            self.result = step.perform(self.row, self.user, self.cleaned_data)
        except RuleError as refused:
            self.add_error(None, str(refused))
        except ValidationError as wrong:
            self.mark(wrong)
        return self.is_valid()

    def mark(self, wrong: ValidationError) -> None:
        """Say what is wrong where it was asked; what was not asked, above the form."""
        told = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
        for name, sentences in told.items():
            self.add_error(name if name in self.fields else None, sentences)


def unless(rule: Callable[..., None]) -> "Callable[..., StrOrPromise | None]":
    """Why a step cannot be taken: what the rule says that its service follows."""

    def why(*about: Any) -> "StrOrPromise | None":
        try:
            rule(*about)
        except RuleError as refused:
            return str(refused)
        return None

    return why


def nothing_more(request: HttpRequest, row: Any) -> dict[str, Any]:
    return {}


def nothing_against(row: Any) -> None:
    return None


def anybody(row: Any, user: Any) -> None:
    return None


@dataclass(frozen=True)
class Step:
    name: str
    action: str
    title: "StrOrPromise"
    done: "StrOrPromise"
    perform: Callable[[Any, Any, Mapping[str, Any]], object]
    form: type[StepForm] = StepForm
    intro: "StrOrPromise" = ""
    template: str = "registry/step.html"
    submit: "StrOrPromise" = ""
    # Few questions: they are asked in the file itself, at this place of it or at the row's own.
    short: bool = False
    place: str = "next"
    # It only adds, so whatever has happened to the row meanwhile is not undone by it.
    adds: bool = False
    # Rows it decides about as well: if one of them has changed, that is to be seen first, too.
    beside: Callable[[Any], Sequence[Any]] | None = None
    # Why the step cannot be taken now, before anything is filled in.
    against: Callable[[Any], "StrOrPromise | None"] = nothing_against
    # Why this person in particular cannot take it: whoever did the first half of it.
    not_hers: Callable[[Any, Any], "StrOrPromise | None"] = anybody
    context: Callable[[HttpRequest, Any], dict[str, Any]] = field(default=nothing_more)

    def refusal(self, row: Any, user: Any) -> "StrOrPromise | None":
        """Why this person cannot take the step now, before anything is filled in."""
        return self.against(row) or self.not_hers(row, user)


class SteppingAdmin(RegistryAdmin):
    """Pages of rows on which steps can be taken."""

    steps: tuple[Step, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        def at(step: Step) -> URLPattern:
            def view(request: HttpRequest, object_id: str) -> HttpResponse:
                return self.step_view(request, object_id, step)

            name = f"{self.opts.app_label}_{self.opts.model_name}_{step.name}"
            address = f"<path:object_id>/{step.name}/"
            return path(address, self.admin_site.admin_view(view), name=name)

        return [*map(at, self.steps), *super().get_urls()]

    def doors(self, request: HttpRequest, row: Any) -> "list[tuple[StrOrPromise, str]]":
        """The steps this person may take on this row, and where they are."""
        place = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return [
            (step.title, reverse(f"{place}_{step.name}", args=[row.pk]))
            for step in self.steps
            if self.may(request, step.action, row)
        ]

    def step_view(self, request: HttpRequest, object_id: str, step: Step) -> HttpResponse:
        row = self.held(request, object_id)
        if row is None:
            return self.not_there(request, object_id)
        if not self.may(request, step.action, row):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        moved = None if data is None else moved_on(self, request, row, step)
        form = step.form(data, row=row, user=request.user, initial=request.GET.dict())
        if data is not None and moved is None and taken(self, request, step, form):
            return self.after(request, row, step, form.result)
        in_file = moved is None and "_in_file" in request.POST
        if in_file and (page := self.in_the_file(request, row, step, form)):
            return page
        context = {"opts": self.opts, "back": self.where_next(request, row), "moved": moved}
        context |= {**self.admin_site.each_context(request), "media": self.media + form.media}
        return step_page(request, step, form, context)

    def after(self, request: HttpRequest, row: Any, step: Step, result: object) -> HttpResponse:
        """The step was taken: say so, and go on."""
        self.message_user(request, str(step.done), messages.SUCCESS)
        return HttpResponseRedirect(self.where_next(request, row) + anchor(request, row, step))

    def in_the_file(self, request: HttpRequest, row: Any, step: Step, form: StepForm) -> Answer:
        """The file with the form at its place, as it was filled in; nothing without a file."""
        return None

    def where_next(self, request: HttpRequest, row: Any) -> str:
        """Where the person finds herself after the step: the file, if she may see it."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.where_next(request, obj))

    response_post_save_add = response_post_save_change


def moved_on(pages: SteppingAdmin, request: HttpRequest, row: Any, step: Step) -> Meanwhile | None:
    """What has happened since the page of the step was opened; to a step that adds, nothing."""
    if step.adds:
        return None
    beside = step.beside(row) if step.beside else None
    moved = pages.meanwhile(request, row, beside)
    if moved is None or not moved.known or beside is not None:
        return moved
    seen = versions.opened(row, request.POST.get(versions.FIELD, "")) or versions.NONE
    before = versions.record_at(row, seen)
    return moved if before is None or step.form.undoes(row, before) else None


def taken(pages: SteppingAdmin, request: HttpRequest, step: Step, form: StepForm) -> bool:
    """Take the step; and say what others did to other parts of the row meanwhile."""
    now = versions.version_of(form.row)
    if not (form.is_valid() and form.take(step)):
        return False
    seen = versions.opened(form.row, request.POST.get(versions.FIELD, ""))
    if not step.adds and seen is not None and seen != now:
        pages.tell_what_stands(request, form.row, seen, now)
    return True


def anchor(request: HttpRequest, row: Any, step: Step) -> str:
    """Back to the place in the file at which the step was taken."""
    return f"#{place_of(row, step)}" if "_in_file" in request.POST else ""


@dataclass(frozen=True)
class Opened:
    """A step whose questions stand in the file, at their place."""

    key: str
    place: str
    step: Step
    form: StepForm
    action: str
    against: "StrOrPromise | None"
    folded: bool = False
    beside: Sequence[Any] | None = None


def opened(row: Any, step: Step, form: StepForm, *, folded: bool = False) -> Opened:
    key = key_of(row, step.name)
    form.auto_id = f"{key}-%s"
    asked = [name for name, field in form.fields.items() if not field.widget.is_hidden]
    first = next((name for name in asked if name in form.errors), asked[0] if asked else "")
    if first and not folded:
        form.fields[first].widget.attrs["autofocus"] = True
    address = reverse(f"admin:registry_{row._meta.model_name}_{step.name}", args=[row.pk])
    against = None if form.is_bound else step.refusal(row, form.user)
    beside = step.beside(row) if step.beside else None
    return Opened(key, place_of(row, step), step, form, address, against, folded, beside)


def step_page(
    request: HttpRequest, step: Step, form: StepForm, context: dict[str, Any]
) -> HttpResponse:
    """The page of a step: why it cannot be taken now, or what it asks."""
    row = form.row
    about = {"row": row, "step": step, "title": step.title, "form": form}
    moved = context.get("moved")
    sent = form.is_bound and moved is None
    about["against"] = None if sent else step.refusal(row, form.user)
    about["beside"] = step.beside(row) if step.beside else None
    context = {**context, **about, **step.context(request, row)}
    return TemplateResponse(request, step.template, context, status=409 if moved else 200)


def place_of(row: Any, step: Step) -> str:
    """Where in the file the questions of a step are asked."""
    kind = row._meta.model_name
    return step.place if kind == "family" else f"{kind}-{row.pk}"


def file_of(row: Any) -> str:
    """The address of the file a row belongs to."""
    return reverse("admin:registry_family_change", args=[row.family_id])


class RowOfAFile(SteppingAdmin):
    """Pages of what stands in a file: one comes from the file, and is back in it afterwards."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A row is added from its file, which the address or the form names."""
        named = request.GET.get("family") or request.POST.get("family")
        return bool(named) and super().has_add_permission(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What was written into one file stays in it."""
        given = super().get_readonly_fields(request, obj)
        return given if obj is None else ["family", *given]

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        # A list of all families to choose from would be as long as the register.
        if db_field.name == "family":
            kwargs["widget"] = forms.HiddenInput()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def where_next(self, request: HttpRequest, row: Any) -> str:
        return file_of(row)

    def in_the_file(
        self, request: HttpRequest, row: Any, step: Step, form: StepForm
    ) -> HttpResponse | None:
        if form.non_field_errors():
            # The row may have left the file, or the state in which it offers this step.
            return None
        files: Any = self.admin_site._registry[type(row)._meta.get_field("family").related_model]
        page: Answer = files.with_step(request, row.family_id, opened(row, step, form))
        return page
