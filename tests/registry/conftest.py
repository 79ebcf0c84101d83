import pytest


@pytest.fixture
def sign_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_
