"""The window's addresses: the API and its health."""

from django.urls import path

from config import views
from graphql_api.window.view import graphql_view

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("graphql/", graphql_view, name="graphql"),
]
