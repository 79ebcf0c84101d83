"""The office's addresses.  What a part of the house opens, it lists in its own urls.py."""

from django.contrib import admin
from django.urls import include, path

from config import views
from graphql_api.window.view import graphql_view

urlpatterns = [
    path("", views.front, name="front"),
    path("favicon.ico", views.favicon),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("graphql/", graphql_view, name="graphql"),
]
