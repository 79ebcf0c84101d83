"""Who is called by name to whom: the colleagues of one's own places."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Prefetch, Q

from permissions.reach import Reach
from permissions.vocabulary import Place
from registry.models import Membership


def known_people(user: Any) -> Any:
    """The accounts a person may see named; whoever works everywhere knows everybody."""
    people = get_user_model().objects.all()
    reach = Reach.of(user)
    if reach.national or reach.boundless:
        return people
    here = Q()
    for place in Place:
        here |= Q(**{f"{place.value}__in": reach.all_ids(place)})
    return people.filter(Exists(Membership.objects.filter(here, user=OuterRef("pk"))))


def naming(rows: Any, user: Any, *links: str) -> Any:
    """The rows, each with the people in these links as far as the reader knows them."""
    return rows.prefetch_related(*(Prefetch(link, known_people(user)) for link in links))
