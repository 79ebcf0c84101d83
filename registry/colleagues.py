"""Who is called by name to whom: the colleagues of one's own places."""

from functools import reduce
from operator import or_
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
    places = {place: reach.all_ids(place) for place in Place}
    here = [Q(**{f"{place.value}__in": ids}) for place, ids in places.items() if ids]
    if not here:
        return people.none()
    near = Membership.objects.filter(reduce(or_, here), user=OuterRef("pk"))
    return people.filter(Exists(near))


def naming(rows: Any, user: Any, *links: str) -> Any:
    """The rows, each with the people in these links as far as the reader knows them."""
    return rows.prefetch_related(*(Prefetch(link, known_people(user)) for link in links))
