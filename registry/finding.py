"""What the one search box finds: only rows the reader may see, whatever the spelling.

`fold` meets ye and kaf, آ and ا, ه and ة, digits, joiners and spaces.  If nothing at all is
written so, one letter may be wrong, missing, extra or swapped with its neighbour (`almost`).
Whole numbers (national IDs, phones, tracking codes) find by their blind indexes, and only
where the reader may read such numbers: elsewhere a hit would tell them.
"""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from permissions.access import access_of
from permissions.vocabulary import Permission
from registry import codes, identity
from registry.fields import blind_index
from registry.models import Association, Family, Member, Membership, Prisoner
from registry.search import matching
from registry.services.credentials import tracking_index
from registry.text import fold, latin_digits

LONGEST, MOST_WORDS, SHORTEST_NUMBER = 100, 6, 4
# So many matches are sorted; so many of the newest rows are compared letter by letter.
SORTED, COMPARED, CANDIDATES = 200, 20_000, 500
SHORTEST_MISSPELT, SHORTEST_WITH_ONE_TOO_MANY = 4, 5
SEPARATORS = re.compile(r"[\s\u200b-\u200f\-+./()]+")

OF_A_FAMILY = ("association", "county__province")
OF_A_MEMBER = ("family__association",)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Asked:
    """What somebody typed: as words to be found in names, or as one whole number."""

    words: tuple[str, ...]
    number: str
    text: str

    def __bool__(self) -> bool:
        return bool(self.words)


def asked(text: str) -> Asked:
    text = latin_digits(text[:LONGEST]).strip()
    words = tuple(word for word in map(fold, text.split()[:MOST_WORDS]) if word)
    number = SEPARATORS.sub("", text)
    whole = number.isascii() and number.isdigit() and len(number) >= SHORTEST_NUMBER
    return Asked(words, number if whole else "", text)


def named(rows: "QuerySet[Row]", words: tuple[str, ...], user: Any) -> "QuerySet[Row]":
    """Rows whose search key holds all the words, looked up in its index."""
    return rows.filter(pk__in=matching(rows.model, words, user)[:SORTED])


def newest(found: "QuerySet[Row]", most: int, *links: str) -> list[Row]:
    """Some of what was found, the newest first; a common name does not sort the whole table."""
    some = found.order_by().values("pk")[:SORTED]
    rows = found.model._default_manager.filter(pk__in=some).select_related(*links)
    return list(rows.order_by("-pk")[:most])


def joined(found: list[Row], more: list[Row], most: int) -> list[Row]:
    """Both, each row once."""
    return list(dict.fromkeys([*found, *more]))[:most]


def where_numbers_are_read(model: type[Row], user: Any) -> "QuerySet[Row]":
    rows = model._default_manager.all()
    return access_of(model).where(rows, user, Permission.VIEW_IDENTITY)


def families(user: Any, question: Asked, most: int) -> list[Family]:
    """By contact person or code; by phone or tracking code where those may be read."""
    visible = Family.objects.visible_to(user)
    found = newest(named(visible, question.words, user), most, *OF_A_FAMILY)
    by_code = visible.filter(code=family_code(question)) if family_code(question) else None
    if by_code is not None:
        found = joined(found, newest(by_code, most, *OF_A_FAMILY), most)
    if keys := keys_of_a_family(question):
        read_ = where_numbers_are_read(Family, user).filter(keys)
        found = joined(found, newest(read_, most, *OF_A_FAMILY), most)
    return found


def keys_of_a_family(question: Asked) -> Q | None:
    """The blind indexes under which a whole number or code finds a family."""
    indexes = Q()
    if question.number:
        phone = read(identity.clean_mobile, question.text) or question.number
        indexes |= Q(phone_index=blind_index(phone, "family.phone"))
    if code := read(codes.read_tracking_code, question.text):
        indexes |= Q(tracking_index=tracking_index(code))
    return indexes or None


def family_code(question: Asked) -> str:
    return read(codes.read_family_code, question.text)


def read(reader: Any, text: str) -> str:
    """The number or code somebody typed, or nothing."""
    try:
        return str(reader(text))
    except ValidationError:
        return ""


def members(user: Any, question: Asked, most: int) -> list[Member]:
    """By name; by national ID where it may be read."""
    if question.number:
        index = blind_index(national_id(question), "member.national_id")
        found = where_numbers_are_read(Member, user).filter(national_id_index=index)
    else:
        found = named(Member.objects.visible_to(user), question.words, user)
    return newest(found, most, *OF_A_MEMBER)


def prisoners(user: Any, question: Asked, most: int) -> list[Prisoner]:
    """By name or prisoner number; by national ID where it may be read."""
    visible = Prisoner.objects.visible_to(user)
    found = newest(named(visible, question.words, user), most, "prison")
    if question.number:
        index = blind_index(national_id(question), "prisoner.national_id")
        read_ = where_numbers_are_read(Prisoner, user).filter(national_id_index=index)
        found = joined(found, newest(read_, most, "prison"), most)
    return found


def national_id(question: Asked) -> str:
    return read(identity.clean_national_id, question.text) or question.number


def associations(user: Any, question: Asked, most: int) -> list[Association]:
    """A directory of some hundred names is compared here, in both languages."""
    rows = Association.objects.visible_to(user).select_related("county__province")
    found = (row for row in rows if holds(question, row.name_fa, row.name_en, row.code))
    return [row for row, _number in zip(found, range(most), strict=False)]


def staff(user: Any, question: Asked, most: int) -> list[Membership]:
    """Who works where now, for those who manage the staff."""
    if not Membership.access.holds_somewhere(user, "view"):
        return []
    rows = Membership.objects.visible_to(user).current()
    rows = rows.select_related("user", "association", "prison", "province")
    found = (
        row
        for row in rows
        if holds(question, row.user.first_name, row.user.last_name, row.user.username)
    )
    return [row for row, _number in zip(found, range(most), strict=False)]


def holds(question: Asked, *texts: str) -> bool:
    whole = fold("".join(texts))
    return all(word in whole for word in question.words)


def almost(rows: "QuerySet[Row]", question: Asked, most: int, *links: str) -> list[Row]:
    """Rows written almost so: one word may be wrong by one letter.

    Of a word with one slip, one half is right: the database finds the halves among the
    newest rows, and what it finds is compared letter by letter.
    """
    misspelt = [word for word in question.words if len(word) >= SHORTEST_MISSPELT]
    if question.number or not misspelt:
        return []
    likely = Q()
    for word in misspelt:
        others = [Q(search_key__contains=other) for other in question.words if other != word]
        likely |= Q(halves(word), *others)
    latest = rows.order_by("-pk").values("pk")[:COMPARED]
    everything_there = rows.model._default_manager.filter(likely, pk__in=latest)
    candidates = everything_there.select_related(*links).order_by("-pk")[:CANDIDATES]
    return [row for row in candidates if written_almost_so(row, question.words)][:most]


def halves(word: str) -> Q:
    middle = len(word) // 2
    swapped = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return (
        Q(search_key__contains=word[:middle])
        | Q(search_key__contains=word[middle:])
        | Q(search_key__contains=swapped)
    )


def written_almost_so(row: Any, words: tuple[str, ...]) -> bool:
    wrong = [word for word in words if word not in row.search_key]
    return len(wrong) == 1 and bool(slips(wrong[0]).search(row.search_key))


def slips(word: str) -> re.Pattern[str]:
    """Every way to write the word with one letter wrong, missing, too many, or two swapped."""
    at = range(len(word))
    ways = [f"{word[:i]}\0{word[i + 1 :]}" for i in at]
    ways += [f"{word[:i]}\0{word[i:]}" for i in at[1:]]
    ways += [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in at[:-1]]
    if len(word) >= SHORTEST_WITH_ONE_TOO_MANY:
        ways += [word[:i] + word[i + 1 :] for i in at]
    return re.compile("|".join(re.escape(way).replace(re.escape("\0"), ".") for way in ways))
