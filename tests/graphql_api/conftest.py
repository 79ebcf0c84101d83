"""The portals of the cast, and a release for them to read."""

import pytest

from tests.graphql_api.portal import kept_release, portal


@pytest.fixture
def release(db):
    """The current release: twelve thousand families."""
    return kept_release()


@pytest.fixture
def mehr(db):
    """A donor's portal that may see everything."""
    return portal("Mehr Foundation")


@pytest.fixture
def nur(db):
    """Another donor's portal, with the same scope."""
    return portal("Nur Charity")


@pytest.fixture
def yazd(db):
    """A donor of one province and of one side of life: schooling and its like."""
    return portal("Yazd School Fund", provinces=["21"], categories=["schooling", "settlement"])
