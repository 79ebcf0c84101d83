"""Which open tasks somebody can take up: her own, and the free ones that she may do.

What takes a second pair of eyes is nobody's until a colleague does it, so a free task is not yet
one that everybody may take: whoever identified a family does not find its verification here.
"""

from collections.abc import Container
from typing import Any

from django.db.models import Exists, OuterRef, Q

from permissions.reach import Reach
from permissions.vocabulary import Permission, Place
from registry.models import Identification, Task

Kind = Task.Kind
TAKES = {
    Permission.CONTACT_FAMILIES: (Kind.FIRST_CONTACT, Kind.IDENTIFY),
    Permission.VERIFY_FAMILIES: (Kind.VERIFY,),
    Permission.ASSESS_FAMILIES: (Kind.ASSESS,),
    Permission.APPROVE_ASSESSMENTS: (Kind.APPROVE_ASSESSMENT,),
    Permission.DECIDE_NEEDS: (Kind.DECIDE_NEEDS,),
    Permission.PUBLISH_NEEDS: (Kind.APPROVE_PUBLICATION,),
    Permission.WRITE_MESSAGES: (Kind.ANSWER_MESSAGE,),
    Permission.EDIT_FAMILIES: (
        Kind.REVIEW_CHANGE,
        Kind.CONFIRM_DATA,
        Kind.HAND_OVER,
        Kind.AFTERCARE_PLAN,
        Kind.REVIEW_COVERAGE,
        Kind.URGENT,
    ),
}


def kinds_for(user: Any) -> list[Kind]:
    """The kinds of tasks that this person may do."""
    reach = Reach.of(user)
    held = [needs for needs in TAKES if reach.somewhere(needs, (Place.ASSOCIATION,))]
    return [kind for needs in held for kind in TAKES[needs]]


def free(user: Any) -> Q:
    """Nobody's yet, and of a kind that this person may do."""
    return Q(assignee=None, kind__in=kinds_for(user))


def own_or_free(user: Any) -> Q:
    """Told by the columns of the task alone, so that a cartable counts it without opening files."""
    return Q(assignee=user.pk) | free(user)


def refused(places: Container[int], user: Any) -> list[int]:
    """Verifications nobody has yet of families this person identified: for a colleague.

    Begun at what she identified: a country's free verifications are many more.
    """
    waiting = {
        "family__tasks__status": Task.Status.OPEN,
        "family__tasks__kind": Kind.VERIFY,
        "family__tasks__assignee": None,
    }
    later = Identification.objects.filter(family=OuterRef("family"), pk__gt=OuterRef("pk"))
    hers = Identification.objects.filter(done_by=user.pk, **waiting).filter(~Exists(later))
    found = hers.order_by().values_list("family__tasks", "family__tasks__association")
    return [task for task, association in found if association in places]


def first(tasks: Any, user: Any, most: int, without: list[int]) -> list[Task]:
    """What she takes up first, of these open tasks: her own by their hours, then free ones.

    A free task that is late does not push down what she has promised herself.  Each half comes
    out of an index; sorted together, all of both would have to be read.
    """
    in_order = tasks.order_by("due_at", "pk")
    own = list(in_order.filter(assignee=user.pk)[:most])
    others = in_order.filter(free(user)).exclude(pk__in=without)
    return own + list(others[: most - len(own)]) if len(own) < most else own
