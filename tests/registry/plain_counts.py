"""The counts of the start page the plain way: by going through the files."""

from datetime import timedelta
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from audit.calendar import day_in_tehran, year_bounds
from registry.models import Assessment, Coverage, Family, Task
from registry.statistics import (
    FRESH_DAYS,
    SETTLED_DAYS,
    WINDOW_DAYS,
    Flow,
    Share,
    begin_of,
    begin_of_month,
)
from registry.trends import AGES, BANDS


def flow(families):
    today = timezone.localdate()
    open_files = families.exclude(status__in=Family.ENDED)
    registered = families.filter(
        source="registered", opened_at__lt=begin_of(today - timedelta(days=SETTLED_DAYS - 1))
    )
    verified = Q(verified_at__isnull=False)
    fresh = open_files.filter(last_confirmed_on__gte=today - timedelta(days=FRESH_DAYS)).count()
    return Flow(
        open=open_files.count(),
        today=families.filter(opened_at__gte=begin_of(today)).count(),
        this_month=families.filter(opened_at__gte=begin_of(begin_of_month(today))).count(),
        awaiting_contact=families.filter(status="referred").count(),
        without_worker=open_files.filter(worker=None).count(),
        stale=open_files.count() - fresh,
        verified=Share(registered.filter(verified).count(), registered.count()),
        assessed=Share(
            families.filter(verified, assessed_at__isnull=False).count(),
            families.filter(verified).count(),
        ),
        fresh=Share(fresh, open_files.count()),
    )


def spans(families, start, end):
    """Every wait of the last ninety days, the shortest first."""
    begin = begin_of(timezone.localdate() - timedelta(days=WINDOW_DAYS))
    begun = families.filter(source="registered", opened_at__gte=begin)
    ended = begun.filter(**{f"{end}__isnull": False})
    return sorted(ended.annotate(span=F(end) - F(start)).values_list("span", flat=True))


def ages(families):
    today = timezone.localdate()
    days = [
        (today - day_in_tehran(opened)).days
        for opened in families.exclude(status__in=Family.ENDED).values_list("opened_at", flat=True)
    ]
    edges = [-1, *(age - 1 for age in AGES), 10**6]
    return tuple(sum(low < age <= high for age in days) for low, high in pairwise(edges))


def newly_covered(families, year):
    first, after = year_bounds(year)
    begun = Coverage.objects.filter(since__gte=begin_of(first), since__lt=begin_of(after))
    earlier = Coverage.objects.filter(family=OuterRef("family"), since__lt=begin_of(first))
    found = begun.filter(~Exists(earlier), family__in=families.order_by())
    return found.values("family").distinct().count()


def levels(families):
    found = {axis: dict.fromkeys((level for level, _low, _high in BANDS), 0) for axis in AXES}
    for family in families.exclude(status__in=Family.ENDED):
        newest = Assessment.objects.filter(family=family, status="approved").order_by("-pk").first()
        for axis in AXES if newest else ():
            for level, low, high in BANDS:
                score = getattr(newest, axis)
                found[axis][level] += score is not None and low <= score < high
    return found


AXES = ("economic", "health", "psychological", "social")


def late(tasks):
    return tasks.filter(status=Task.Status.OPEN, due_at__lt=timezone.now()).count()
