"""The window's addresses: the API and its health."""

from django.urls import path

from config import health
from graphql_api.window.view import graphql_view

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("graphql/", graphql_view, name="graphql"),
]
