"""The tests' browser: it sends along what every form of a page carries.

A test names what a person fills in; the hidden key of the form comes with it, as it would from
the page.  A test about the key itself sends one, or an empty one.
"""

from typing import Any

from django.test.client import MULTIPART_CONTENT, RequestFactory

from audit.once import FIELD, new_key

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
        data = {FIELD: new_key(), **(data or {})}
    return _as_django_sends(self, path, data, content_type, *args, **kwargs)


def equip() -> None:
    """Let every test client fill in the key."""
    RequestFactory.post = post  # type: ignore[method-assign]
