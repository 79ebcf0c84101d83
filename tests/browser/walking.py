"""Which pages the office has: found by following its links, so that a new page is in by itself."""

from collections import deque
from collections.abc import Container, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from registry.models import Family
from tests.browser.looking import Visitor

START = "/admin/"
FILES = "/admin/registry/family/"
# A file looks different to each role, and at each stage; other pages differ by their rows only.
THE_FILE = "registry_family_change"


@dataclass(frozen=True)
class Place:
    name: str
    path: str


def walk(
    visitor: Visitor, role: str, known: Container[str], *, latest_first: bool = False
) -> Iterator[Place]:
    """Every kind of page that this person is led to, and one file of each stage.

    The visitor stands on each page while it is looked at.  Kinds that are known are passed by.
    `latest_first` follows the ways in another order: of two walks at the same time each meets
    parts that the other has not met yet.
    """
    open_ways = deque([START, *(f"{FILES}?status={stage}" for stage in Family.Status.values)])
    walked: set[str] = set()
    while open_ways:
        path = open_ways.pop() if latest_first else open_ways.popleft()
        kind = kind_of(path)
        name = f"{kind}-{role}" if kind in ("index", THE_FILE) else kind
        if not kind or name in walked or not worth_opening(kind, name, path, known):
            continue
        try:
            landed = visitor.open(path).url
        except Error as ended:  # a file to keep is no page to look at
            if "Download" not in str(ended):
                raise
            continue
        if kind_of(landed) != kind:  # a way to another page, which has a way of its own
            open_ways.append(urlsplit(landed).path)
            walked.add(name)
            continue
        ahead = links(visitor)
        if "?status=" in path:
            ahead = [link for link in ahead if kind_of(link) == THE_FILE][:1]
            yield from file_at_its_stage(visitor, path, ahead, known)
            open_ways.extend(links(visitor) if ahead else ())
            continue
        walked.add(name)
        if name not in known:
            yield Place(name, path)
        open_ways.extend(ahead)


def file_at_its_stage(
    visitor: Visitor, path: str, ahead: list[str], known: Container[str]
) -> Iterator[Place]:
    name = f"{THE_FILE}-{path.partition('=')[2]}"
    if ahead and name not in known:
        visitor.open(ahead[0])
        yield Place(name, ahead[0])


def worth_opening(kind: str, name: str, path: str, known: Container[str]) -> bool:
    """Something new, or a list that may lead to the first row of its kind."""
    stem, _line, last = kind.rpartition("_")
    leads_on = last == "changelist" and f"{stem}_change" not in known
    return name not in known or leads_on or "?status=" in path


def kind_of(path: str) -> str:
    """The name of the page in the office's map; empty where it is no page of the office."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return (found.url_name or "") if found.namespace == "admin" else ""


def links(visitor: Visitor) -> list[str]:
    """The addresses on the page, without their queries, each once and in their order."""
    found = visitor.page.eval_on_selector_all(
        "a[href]:not([download])", "(links) => links.map((link) => new URL(link.href).pathname)"
    )
    return list(dict.fromkeys(found))
