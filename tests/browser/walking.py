"""Which pages the office has: found by walking through it, so that a new page is in by itself."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from tests.browser.looking import Visitor

LIST = re.compile(r"^/admin/(\w+)/(\w+)/$")


@dataclass(frozen=True)
class Place:
    name: str
    path: str


def links(visitor: Visitor) -> list[str]:
    """The addresses on the page, without their queries, each once and in their order."""
    found = visitor.page.eval_on_selector_all(
        "a[href]", "(links) => links.map((link) => new URL(link.href).pathname)"
    )
    return list(dict.fromkeys(found))


def lists(visitor: Visitor) -> list[str]:
    """The lists that this person's menu offers."""
    visitor.open("/admin/")
    return sorted(path for path in links(visitor) if LIST.match(path))


def walk(visitor: Visitor, name: str, known: Container[str]) -> Iterator[Place]:
    """The first page, then of each list: itself, an empty form, one row, and the row's past.

    The visitor stands on each page while it is looked at.  Pages that are known are passed by.
    """
    paths = lists(visitor)
    yield Place(name, "/admin/")
    for path in paths:
        yield from list_and_rows(visitor, path, known)


def list_and_rows(visitor: Visitor, path: str, known: Container[str]) -> Iterator[Place]:
    name = path.strip("/").removeprefix("admin/").replace("/", "-")
    visitor.open(path)
    found = links(visitor)
    yield Place(f"{name}-list", path)
    if f"{path}add/" in found and f"{name}-add" not in known:
        visitor.open(f"{path}add/")
        yield Place(f"{name}-add", f"{path}add/")
    rows = [link for link in found if link.startswith(path) and link.endswith("/change/")]
    if not rows or f"{name}-change" in known:
        return
    visitor.open(rows[0])
    past = [link for link in links(visitor) if link.endswith("/history/")]
    yield Place(f"{name}-change", rows[0])
    for link in past[:1]:
        visitor.open(link)
        yield Place(f"{name}-history", link)
