"""Pages of the office that are no list of rows; they stand before the admin's own addresses."""

from django.contrib import admin
from django.urls import path

from registry.admin import reports

urlpatterns = [
    path("reports/needs/", admin.site.admin_view(reports.report_page), name="office_report"),
    path(
        "reports/needs/file/",
        admin.site.admin_view(reports.report_file),
        name="office_report_file",
    ),
]
