"""Which open tasks somebody can take up: her own, and the free ones that she may do.

What takes a second pair of eyes is nobody's until a colleague does it, so a free task is not yet
one that everybody may take: whoever identified a family does not find its verification here.
"""

from typing import Any

from django.db.models import OuterRef, Q, Subquery

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
        Kind.URGENT,
    ),
}


def own_or_free(user: Any) -> Q:
    """Told by the columns of the task alone, so that a cartable counts it without opening files."""
    reach = Reach.of(user)
    held = [needs for needs in TAKES if reach.somewhere(needs, (Place.ASSOCIATION,))]
    kinds = [kind for needs in held for kind in TAKES[needs]]
    return Q(assignee=user.pk) | Q(assignee=None, kind__in=kinds)


def refused(tasks: Any, user: Any) -> Any:
    """Verifications nobody has yet of families this person identified: for a colleague."""
    last = Identification.objects.filter(family=OuterRef("family")).order_by("-pk")
    hers = Identification.objects.filter(done_by=user.pk).order_by().values("family")
    waiting = tasks.filter(kind=Kind.VERIFY, assignee=None, family__in=hers)
    return waiting.alias(by=Subquery(last.values("done_by")[:1])).filter(by=user.pk)


def hers(tasks: Any, user: Any) -> Any:
    """What this person can take up, of these open tasks."""
    return tasks.filter(own_or_free(user)).exclude(pk__in=refused(tasks, user).values("pk"))


def count(tasks: Any, user: Any) -> int:
    found: int = tasks.filter(own_or_free(user)).count() - refused(tasks, user).count()
    return found
