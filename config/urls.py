"""The office's addresses.  What a part of the house opens, it lists in its own urls.py."""

from django.contrib import admin
from django.urls import include, path

from audit.once import repeatable
from config import health, views
from graphql_api.window.view import graphql_view
from permissions.language import choose_language
from registry.admin.staff.entrance import Entrance

once_anyway = repeatable("the link opens once")

urlpatterns = [
    path("", views.front, name="front"),
    path("favicon.ico", views.favicon),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("language", choose_language, name="set_language"),
    path(
        "a/<uidb64>/<token>/",
        once_anyway(Entrance.as_view()),
        name="entrance",
    ),
    path("admin/", include("registry.admin.urls")),
    path("admin/", admin.site.urls),
    path("", include("registry.intake.urls")),
    path("graphql/", graphql_view, name="graphql"),
]
