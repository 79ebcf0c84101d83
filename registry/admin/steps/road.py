"""What the road of a file says to a step, asked before anything is filled in."""

from typing import TYPE_CHECKING

from registry.admin.steps.step import unless
from registry.models import Family
from registry.services import stages

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise


def blocked(step: str) -> "Callable[[Family], StrOrPromise | None]":
    """Ask the road before anything is filled in."""
    return unless(lambda family: stages.require(family, step))
