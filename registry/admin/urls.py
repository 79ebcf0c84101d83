"""Pages of the office that are no list of rows; they stand before the admin's own addresses."""

from django.contrib import admin
from django.urls import path

from registry.admin import reports
from registry.admin.find.pages import find_options, find_page
from registry.admin.lists import saved

urlpatterns = [
    path("find/", admin.site.admin_view(find_page), name="office_find"),
    path("find/options/", admin.site.admin_view(find_options), name="office_find_options"),
    path(
        "saved/<slug:listing>/",
        admin.site.admin_view(saved.saved_page),
        name="office_saved_filters",
    ),
    path("reports/needs/", admin.site.admin_view(reports.report_page), name="office_report"),
    path(
        "reports/needs/file/",
        admin.site.admin_view(reports.report_file),
        name="office_report_file",
    ),
]
