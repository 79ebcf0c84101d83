"""Whose pages are measured: somebody of one association, of twenty, and of all."""

from django.db.models import Count

from audit.signature import acting
from permissions.models import User
from permissions.reach import everything
from permissions.roles import Role
from registry.models import Association
from registry.services.membership import begin_membership
from tests import world

MANY = 20


def cast() -> dict[str, User]:
    """The same people in every run; they are taken on the first time."""
    with acting("bench", reason="people to measure with"), everything("the bench"):
        names = ("one", "twenty", "province", "nation", "inspector")
        if not User.objects.filter(username="bench-inspector").exists():
            take_on()
        return {name: User.objects.get(username=f"bench-{name}") for name in names}


def take_on() -> None:
    largest = list(
        Association.objects.annotate(files=Count("families")).order_by("-files")[: 3 * MANY]
    )
    manager = world.person("bench-one", Role.MANAGER, largest[0])
    begin_membership(user=manager, role=Role.SOCIAL_WORKER, place=largest[0])
    twenty = world.person("bench-twenty", Role.SOCIAL_WORKER, largest[0])
    for place in largest[1 : 3 * MANY : 3][: MANY - 1]:
        begin_membership(user=twenty, role=Role.SOCIAL_WORKER, place=place)
    world.person("bench-province", Role.AFTERCARE_OFFICER, largest[0].county.province)
    world.person("bench-nation", Role.NATIONAL_ADMINISTRATOR)
    world.person("bench-inspector", Role.INSPECTOR)
