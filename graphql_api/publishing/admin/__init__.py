"""The office of the window: clients and their keys are managed, releases are looked at."""

from graphql_api.publishing.admin import client, release

__all__ = ["client", "release"]
