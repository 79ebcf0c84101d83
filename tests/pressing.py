"""The tests' browser: it sends along what every form of a page carries.

A test names what a person fills in; the hidden key of the form and the versions of the rows it
shows come with it, as from a page opened at that moment.  A test about them sends its own.
"""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME as CHOSEN
from django.db.models import Model
from django.test.client import MULTIPART_CONTENT, RequestFactory
from django.urls import Resolver404, resolve

from audit import versions
from audit.once import FIELD, new_key
from registry.intake import session

_as_django_sends = RequestFactory.post


def post(
    self: RequestFactory,
    path: str,
    data: Any = None,
    content_type: str = MULTIPART_CONTENT,
    *args: Any,
    **kwargs: Any,
) -> Any:
    if content_type == MULTIPART_CONTENT and isinstance(data, dict | None):
        data = {FIELD: new_key(), **versions_on(self, path, data or {}), **(data or {})}
    return _as_django_sends(self, path, data, content_type, *args, **kwargs)


def versions_on(browser: Any, path: str, data: dict[str, Any]) -> dict[str, str]:
    """What the page at this address would say about the rows it shows."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return {}
    if match.view_name == "intake:changes":
        return of_family(browser)
    models = (m for m in admin.site._registry if match.url_name and is_page_of(m, match.url_name))
    model = max(models, key=lambda model: len(model._meta.model_name), default=None)
    if model is None:
        return {}
    chosen = data.get(CHOSEN, [])
    listed = chosen if isinstance(chosen, list | tuple) else [chosen]
    found = {versions.FIELD_OF_LIST: of_list(model, listed)} if listed else {}
    rows = model._base_manager.filter(pk__in=numbers([match.kwargs.get("object_id")]))
    for row in rows:
        found[versions.FIELD] = versions.seal(row, versions.version_of(row))
        for step in getattr(admin.site._registry[model], "steps", ()):
            if match.url_name.endswith(f"_{step.name}") and step.beside:
                found[versions.FIELD_BESIDE] = versions.seal_beside(row, step.beside(row))
    return found


def of_family(browser: Any) -> dict[str, str]:
    """The version of the family that has signed in with this browser."""
    cookies = {name: cookie.value for name, cookie in browser.cookies.items()}
    family = session.family_of(SimpleNamespace(COOKIES=cookies))
    if family is None:
        return {}
    return {versions.FIELD: versions.seal(family, versions.version_of(family))}


def is_page_of(model: type[Model], name: str) -> bool:
    return name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_")


def of_list(model: type[Model], keys: Iterable[Any]) -> str:
    known = dict.fromkeys(numbers(keys), 0) | versions.versions_of(model, numbers(keys))
    return versions.seal_all(model, known)


def numbers(keys: Iterable[Any]) -> list[int]:
    return [int(key) for key in keys if str(key).isdigit()]


def equip() -> None:
    """Let every test client fill in the key."""
    RequestFactory.post = post  # type: ignore[method-assign]
