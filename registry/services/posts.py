"""Where a person works today: what stands under her name on each page and in each signature."""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from permissions.reach import everything
from permissions.roles import Role

# Asked at each request; to write it takes Django longer than the database needs to answer it.
_HELD_TODAY = """
SELECT held.role,
       coalesce(association.name_fa, prison.name_fa, province.name_fa, ''),
       coalesce(association.name_en, prison.name_en, province.name_en, '')
FROM registry_membership held
LEFT JOIN registry_association association ON association.id = held.association_id
LEFT JOIN registry_prison prison ON prison.id = held.prison_id
LEFT JOIN registry_province province ON province.id = held.province_id
WHERE held.user_id = %(user)s
  AND held.since <= %(today)s AND (held.until IS NULL OR held.until >= %(today)s)
ORDER BY held.since DESC, held.id DESC
"""


@dataclass(frozen=True)
class Post:
    """A role held today, and the names of its place; the national office has none."""

    role: str
    name_fa: str
    name_en: str

    def __str__(self) -> str:
        name = self.name_fa if get_language() == "fa" else self.name_en
        return f"{Role(self.role).label} · {name or _('national office')}"


def posts_of(user: Any) -> list[Post]:
    """Her own posts of today, wherever they are, the newest first; read once, like her reach."""
    if "_posts" not in user.__dict__:
        user.__dict__["_posts"] = _read(user)
    return list(user.__dict__["_posts"])


def post_of(user: Any) -> tuple[str, str]:
    """What stands under her signature: her roles, by their codes, and her place by its names."""
    posts = posts_of(user)
    roles = ",".join(sorted({post.role for post in posts}))
    places = [f"{post.name_fa} / {post.name_en}" for post in posts if post.name_fa]
    return roles, places[0] if places else ""


def _read(user: Any) -> list[Post]:
    asked = {"user": user.pk, "today": timezone.localdate().isoformat()}
    with (
        everything("a person's own posts, wherever they are"),
        connections[user._state.db].cursor() as cursor,
    ):
        cursor.execute(_HELD_TODAY, asked)
        return [Post(*row) for row in cursor.fetchall()]
