"""How much lies in a cartable (K17): its heaps, each with the condition of a task that lies there.

Of associations nothing is gone through: their open tasks are kept (`registry.tallies`) by the day
on which they are due, first contacts besides, and free ones by kind.  Counted now is what depends
on the hour or on one person: what of today is late already, and what she has taken.  What lies
at the national desk has no lines of its own, and is counted as it stands.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, Sum, Value, When

from audit.calendar import day_in_tehran
from registry import taking
from registry.models import Tally, Task
from registry.statistics import begin_of, late_today

NEAR = timedelta(days=3)  # today, tomorrow and the day after


def new_tasks() -> Q:
    return Q(kind=Task.Kind.FIRST_CONTACT)


def late_tasks(now: datetime) -> Q:
    return Q(due_at__lt=now)


def next_tasks(now: datetime) -> Q:
    """Not late yet, and due by the end of the day after tomorrow."""
    return Q(due_at__gte=now, due_at__lt=begin_of(day_in_tehran(now) + NEAR))


def at_the_desk(tasks: Any, user: Any, now: datetime) -> dict[str, int]:
    """How many of these open tasks are new, late, due next, this person's own, or own and free."""
    return dict(
        tasks.open().aggregate(
            all=Count("pk"),
            new=Count("pk", filter=new_tasks()),
            late=Count("pk", filter=late_tasks(now)),
            next=Count("pk", filter=next_tasks(now)),
            mine=Count("pk", filter=Q(assignee=user.pk)),
            own=Count("pk", filter=taking.own_or_free(user)),
        )
    )


def of_associations(places: Iterable[int], tasks: Any, user: Any, now: datetime) -> dict[str, int]:
    """The same of these associations, of which `tasks` are all."""
    free = [f"free_{kind}" for kind in taking.kinds_for(user)]
    kept = Tally.objects.filter(association__in=places, measure__in=["task", "task_new", *free])
    counted = {"mine": tasks.open().of(user), "gone_by": tasks.filter(late_today(now))}
    found = _added_up(kept, counted, day_in_tehran(now))
    return {
        "all": found["task", "past"] + found["task", "near"] + found["task", ""],
        "new": found["task_new", ""],
        "late": found["task", "past"] + found["gone_by", ""],
        "next": found["task", "near"] - found["gone_by", ""],
        "mine": found["mine", ""],
        "own": found["mine", ""] + sum(found[measure, ""] for measure in free),
    }


def _added_up(kept: Any, counted: dict[str, Any], today: date) -> Counter[tuple[str, str]]:
    """By measure, and whether its day is "past", "near" or neither; all in one question."""
    when = Case(
        When(day__lt=today, then=Value("past")),
        When(day__lt=today + NEAR, then=Value("near")),
        default=Value(""),
        output_field=CharField(),
    )
    keys = ("what", "when")
    lines = kept.order_by().annotate(what=F("measure"), when=when).values_list(*keys)
    rows = [
        each.order_by().annotate(what=Value(name), when=Value("")).values_list(*keys)
        for name, each in counted.items()
    ]
    told = lines.annotate(n=Sum("amount")).union(
        *(each.annotate(n=Count("pk")) for each in rows), all=True
    )
    return Counter({(what, when): n for what, when, n in told})
