import pytest

from tests import world


@pytest.fixture
def sign_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


@pytest.fixture
def prisoner(evin):
    """Behrouz, who is held in Evin."""
    return world.prisoner(evin)


@pytest.fixture
def family(prisoner, tehran):
    """The family in Tehran that depends on him."""
    family = world.family(tehran)
    world.kinship(family, prisoner)
    return family
