"""An office in which members are edited on the page of their family, as rows of a table."""

from django.urls import include, path

from permissions.site import ScopedAdminSite
from registry.admin.base import RegistryAdmin, RegistryInline
from registry.models import Family, Member

site = ScopedAdminSite(name="admin")


class MemberInline(RegistryInline):
    model = Member
    fields = ("first_name", "last_name", "relation", "sex", "lives_with")

    def has_add_permission(self, request, obj=None):
        return False


class MemberPage(RegistryAdmin):
    fields = MemberInline.fields


class FamilyPage(RegistryAdmin):
    fields = ("contact_name", "address", "housing")
    inlines = (MemberInline,)


site.register(Family, FamilyPage)
site.register(Member, MemberPage)

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", include("registry.admin.urls")),
    path("admin/", site.urls),
]
