from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from registry.admin.steps import RowOfAFile
from registry.models import Kinship, Member
from registry.services.household import count_members
from registry.services.stages import locked


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

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        count_members(locked(obj.family))


@admin.register(Kinship)
class KinshipAdmin(RowOfAFile):
    list_display = ("prisoner", "relation", "family")
    list_filter = ("relation",)
    fields = ("family", "prisoner", "relation", "dependent")
