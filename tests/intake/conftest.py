import pytest

from tests import world


@pytest.fixture
def token(tehran, kaveh, evin):
    return world.invited(world.prisoner(evin, custody_status="convicted"), kaveh)


@pytest.fixture
def phone(client):
    """A browser that asks for Persian."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fa"
    return client
