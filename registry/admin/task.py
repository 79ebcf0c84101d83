from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from audit.trials import shows_first
from registry.admin.steps import questions
from registry.admin.steps.bulk import Bulk, take_on_all
from registry.admin.steps.step import RowOfAFile, Step, file_of, unless
from registry.filters.task import TaskFilter
from registry.models import Task
from registry.services.assignment import (
    assign_task,
    finish_task,
    not_of_the_desk,
    require_open,
    settle_task,
    struck_out_by_its_step,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

still_open = unless(require_open)


def not_by_hand(task: Task) -> "StrOrPromise | None":
    return still_open(task) or struck_out_by_its_step(task)


def not_at_the_desk(task: Task) -> "StrOrPromise | None":
    return still_open(task) or not_of_the_desk(task)


ASSIGN = Step(
    name="assign",
    short=True,
    action="assign",
    title=_("Give the task to a colleague"),
    done=_("The task has somebody who does it."),
    form=questions.AssignForm,
    perform=lambda row, by, given: assign_task(task=row, to=given["to"]),
    against=still_open,
)
FINISH = Step(
    name="finish",
    short=True,
    action="finish",
    title=_("The task is done"),
    done=_("The task is struck out."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: finish_task(task=row, reason=given["reason"]),
    against=not_by_hand,
)
SETTLE = Step(
    name="settle",
    short=True,
    action="settle",
    title=_("The task of the national desk is done"),
    done=_("The task is struck out."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: settle_task(task=row, reason=given["reason"]),
    against=not_at_the_desk,
)

ASSIGN_ALL = Bulk(
    step=ASSIGN,
    title=_("Give these tasks to a colleague"),
    said=_("%(number)s tasks have somebody who does them."),
    shows=("assignee",),
)
FINISH_ALL = Bulk(
    step=FINISH,
    title=_("These tasks are done"),
    said=_("%(number)s tasks are struck out."),
    shows=("status",),
    trial={"reason": "…"},
)


@admin.register(Task)
class TaskAdmin(RowOfAFile):
    """The cartable as a list; opening a line leads into the file it is about."""

    list_display = ("kind", "family", "due_at", "assignee", "status")
    filter_class = TaskFilter
    begins_with = "status=open"
    fields = ("family", "kind", "opened_at", "due_at", "assignee", "status", "done_at")
    steps = (ASSIGN, FINISH, SETTLE)
    actions = ("assign", "finish")

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "assign")

    def has_finish_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "finish")

    @shows_first
    @admin.action(description=_("Give these tasks to a colleague"), permissions=["assign"])
    def assign(self, request: HttpRequest, tasks: QuerySet[Task]) -> HttpResponse | None:
        return take_on_all(self, request, tasks, ASSIGN_ALL)

    @shows_first
    @admin.action(description=_("These tasks are done"), permissions=["finish"])
    def finish(self, request: HttpRequest, tasks: QuerySet[Task]) -> HttpResponse | None:
        return take_on_all(self, request, tasks, FINISH_ALL)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        task = self.get_object(request, object_id)
        if request.method != "POST" and task is not None and task.family is not None:
            return HttpResponseRedirect(file_of(task))
        return super().change_view(request, object_id, form_url, extra_context)
