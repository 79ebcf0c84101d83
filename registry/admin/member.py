from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.file.sections import EDIT_KINSHIP, EDIT_MEMBER, MemberForm
from registry.admin.steps.step import RowOfAFile, Step
from registry.filters.columns import by_columns
from registry.models import Kinship, Member
from registry.services.aftercare import count_on
from registry.services.household import count_members
from registry.services.stages import locked


@admin.register(Member)
class MemberAdmin(RowOfAFile):
    list_display = ("__str__", "relation", "birth_date", "school", "family")
    filter_class = by_columns(Member, "relation", "school", "sex")
    search_fields = ("search_key",)
    fields = ("family", *MemberForm.columns)
    steps = (EDIT_MEMBER,)

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        # The file first: two who each write a member and then want the file wait for each other.
        family = locked(obj.family)
        super().save_model(request, obj, form, change)
        count_members(family)


DEPEND = Step(
    name="depend",
    action="count",
    title=_("The family depends on this prisoner"),
    done=_("The file follows this prisoner from now on."),
    intro=_(
        "He came into the file by a second registration. Once you have made sure that the family "
        "of this file depended on him, his release and return act on the file."
    ),
    perform=lambda row, by, given: count_on(kinship=row),
    against=lambda row: _("The file follows this prisoner already.") if row.dependent else None,
)


@admin.register(Kinship)
class KinshipAdmin(RowOfAFile):
    list_display = ("prisoner", "relation", "dependent", "family")
    filter_class = by_columns(Kinship, "relation")
    steps = (DEPEND, EDIT_KINSHIP)
    fields = ("family", "prisoner", "relation", "dependent")
