"""Who keeps which file, and who does which task."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from registry.errors import RuleError
from registry.models import Association, Family, Membership, Task
from registry.services.cartable import FOR_A_COLLEAGUE, NATIONAL
from registry.services.stages import locked, require, require_reason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CASELOAD = 60  # open files a social worker can do justice to (K18)
# What no other step strikes out is struck out by hand.
BY_HAND = frozenset(
    {
        Task.Kind.HAND_OVER,
        Task.Kind.AFTERCARE_PLAN,
        Task.Kind.URGENT,
        Task.Kind.CHECK_LOCATION,
        Task.Kind.OVER_CAPACITY,
        Task.Kind.CHECK_DUPLICATE,
    }
)


def colleagues(association: Association | None) -> Any:
    """Who can keep a file here, with the number of open files each keeps, fewest first."""
    here = Membership.objects.keeping_files(association)
    kept = (
        Family.objects.open()
        .filter(association=association, worker=OuterRef("pk"))
        .order_by()
        .values("worker")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        get_user_model()
        .objects.filter(is_active=True, pk__in=here.values("user"))
        .annotate(open_files=Coalesce(Subquery(kept, output_field=models.IntegerField()), 0))
        .order_by("open_files", "username")
    )


@transaction.atomic
def assign_family(*, family: Family, to: Any) -> Family:
    """Give a file to a colleague, with its open tasks that nobody else has taken."""
    family = locked(family)
    require(family, "assign")
    _require_colleague(to, family.association)
    if family.worker_id == to.pk:
        raise RuleError(
            _("%(person)s keeps this file already. Nothing was changed."),
            code="already_done",
            person=to,
        )
    former, family.worker = family.worker_id, to
    family.save(update_fields=["worker", "updated_at"])
    hers = Task.objects.open().filter(family=family, association=family.association)
    for task in hers.exclude(kind__in=FOR_A_COLLEAGUE):
        if task.assignee_id in (None, former):
            task.assignee = to
            task.save(update_fields=["assignee", "updated_at"])
    return family


@transaction.atomic
def assign_task(*, task: Task, to: Any) -> Task:
    """Give one task to a colleague."""
    task = _open(task)
    if task.association is not None:
        _require_colleague(to, task.association)
    task.assignee = to
    task.save(update_fields=["assignee", "updated_at"])
    return task


def finish_task(*, task: Task, reason: str) -> Task:
    """Strike out a task that no other step strikes out, saying what was done."""
    return _struck_out(task, reason, struck_out_by_its_step(task))


def settle_task(*, task: Task, reason: str) -> Task:
    """The same at the national desk, of what is its own."""
    return _struck_out(task, reason, not_of_the_desk(task))


@transaction.atomic
def _struck_out(task: Task, reason: str, refusal: "StrOrPromise | None") -> Task:
    if refusal is not None:
        raise RuleError(refusal, code="struck_out_elsewhere")
    task = _open(task)
    with because(require_reason(reason)):
        task.status, task.done_at = Task.Status.DONE, timezone.now()
        task.save(update_fields=["status", "done_at", "updated_at"])
    return task


def struck_out_by_its_step(task: Task) -> "StrOrPromise | None":
    """Why a task cannot be struck out by hand: what it asks for would then seem to be done."""
    if task.kind in BY_HAND:
        return None
    return _("This task is struck out by the step it asks for. Open the file and take that step.")


def not_of_the_desk(task: Task) -> "StrOrPromise | None":
    """Why the national desk cannot strike a task out by hand."""
    if task.kind in NATIONAL:
        return struck_out_by_its_step(task)
    return _("This task lies in the cartable of an association. It is struck out there.")


def _open(task: Task) -> Task:
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    require_open(task)
    return task


def require_open(task: Task) -> None:
    if task.status != Task.Status.OPEN:
        raise RuleError(_("This task is no longer open. Nothing was changed."), code="already_done")


def _require_colleague(person: Any, association: Association | None) -> None:
    if not colleagues(association).filter(pk=person.pk).exists():
        raise RuleError(
            _(
                "%(person)s does not work on files of this association. "
                "Choose somebody who does, or add the person to the staff first."
            ),
            code="not_a_colleague",
            person=person,
        )
