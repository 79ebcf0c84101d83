"""Which pages the office has: found by following its links, so that a new page is in by itself."""

import re
from collections import deque
from collections.abc import Container, Iterable, Iterator
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
OPEN = re.compile(r"\?open=(?P<model>\w+)-\d+-(?P<name>[\w-]+)")
# Looks at no file for its stage: whoever takes the steps of that stage shall, with them on it.
TAKES_NO_STEPS = "national_administrator"
# Pages to which no link leads: one comes to them by a form, or by what one types.
WITHOUT_LINKS = ("/admin/find/", "/admin/password_change/done/", "/admin/saved/family/")


@dataclass(frozen=True)
class Place:
    name: str
    path: str


def walk(
    visitor: Visitor,
    role: str,
    known: Container[str],
    *,
    rows: Iterable[str] = (),
    latest_first: bool = False,
) -> Iterator[Place]:
    """Every kind of page that this person is led to, and a file of each stage.

    The visitor stands on each page while it is looked at.  Kinds that are known are passed by.
    The steps that `rows` offer to the person are looked at as well.
    `latest_first` follows the ways in another order: of two walks at the same time each meets
    parts that the other has not met yet.
    """
    open_ways = deque([START, *WITHOUT_LINKS])
    stages = deque(f"{FILES}?status={stage}" for stage in Family.Status.values)
    for row in rows:
        visitor.open(row)
        open_ways.extend(links(visitor))
    walked: set[str] = set()
    while ways := open_ways or stages:
        path = ways.pop() if latest_first else ways.popleft()
        kind, name = kind_of(path), name_of(path, role)
        if not kind or name in walked or not worth_opening(path, role, known):
            continue
        landed = opened(visitor, path)
        if kind_of(landed) != kind:  # a way to another page, which has a way of its own
            open_ways.append(landed)
            walked.add(name)
            continue
        if stage_of(path):
            for file in [link for link in links(visitor) if kind_of(link) == THE_FILE][:1]:
                visitor.open(file)
                yield Place(name, file)
                open_ways.extend([file, *links(visitor)])
            continue
        ahead = links(visitor)
        walked.add(name)
        if name not in known:
            yield Place(name, path)
        open_ways.extend(ahead)


def opened(visitor: Visitor, path: str) -> str:
    """Where the way led; nowhere, if to a file to keep, which is no page to look at."""
    try:
        return way_to(visitor.open(path).url)
    except Error as ended:
        if "Download" not in str(ended):
            raise
        return ""


def stage_of(path: str) -> str:
    """Which stage's files a list was asked for; empty where it was not."""
    return path.partition("?status=")[2]


def name_of(path: str, role: str) -> str:
    """What a page is known by: a file by its stage, or by the role that looks at it."""
    kind = kind_of(path)
    if stage := stage_of(path):
        return f"{THE_FILE}-{stage}"
    return f"{kind}-{role}" if kind in ("index", THE_FILE) else kind


def worth_opening(path: str, role: str, known: Container[str]) -> bool:
    """Something new, or a list that may lead to the first row of its kind."""
    name = name_of(path, role)
    if stage_of(path):
        return name not in known and role != TAKES_NO_STEPS
    stem, _line, last = kind_of(path).rpartition("_")
    leads_on = last == "changelist" and f"{stem}_change" not in known
    return name not in known or leads_on


def kind_of(path: str) -> str:
    """The name of the page in the office's map; empty where it is no page of the office.

    A step whose questions stand open in a file is named as the page of that step is.
    """
    if step := OPEN.search(path):
        return f"registry_{step['model']}_{step['name']}"
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    ours = found.namespace == "admin" or (found.url_name or "").startswith("office_")
    return (found.url_name or "") if ours else ""


def way_to(address: str) -> str:
    """The address without its query, but for a step that stands open."""
    path = urlsplit(address).path
    step = OPEN.search(address)
    return f"{path}{step[0]}" if step else path


def links(visitor: Visitor) -> list[str]:
    """The ways that lead on from the page, each once and in their order."""
    found = visitor.page.eval_on_selector_all(
        "a[href]:not([download])", "(links) => links.map((link) => link.href)"
    )
    return list(dict.fromkeys(map(way_to, found)))
