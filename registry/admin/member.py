from django.contrib import admin

from registry.admin.steps import RowOfAFile
from registry.models import Kinship, Member


@admin.register(Member)
class MemberAdmin(RowOfAFile):
    list_display = ("__str__", "relation", "birth_date", "school", "family")
    list_filter = ("relation", "school", "sex")
    search_fields = ("search_key",)
    fields = (
        "family",
        "first_name",
        "last_name",
        "relation",
        "sex",
        "birth_date",
        "birth_date_estimated",
        "national_id",
        "other_id",
        "marital",
        "school",
        "grade",
        "job",
        "insurance",
        "disability",
        "chronic_illness",
        "lives_with",
    )


@admin.register(Kinship)
class KinshipAdmin(RowOfAFile):
    list_display = ("prisoner", "relation", "family")
    list_filter = ("relation",)
    fields = ("family", "prisoner", "relation", "dependent")
