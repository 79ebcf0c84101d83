"""An office with history pages and nothing else, so that their tests stand on their own."""

from django.urls import include, path

from audit.admin import HistoryAdmin
from permissions.models import User
from permissions.site import ScopedAdminSite
from registry.models import Family, Membership

site = ScopedAdminSite(name="admin")
for model in (Family, Membership, User):
    site.register(model, HistoryAdmin)

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", include("registry.admin.urls")),
    path("admin/", site.urls),
]
