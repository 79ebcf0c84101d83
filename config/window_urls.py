"""The window's addresses: the API and its health."""

from django.urls import path

from config import views

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
]
