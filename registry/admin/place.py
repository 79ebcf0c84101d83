"""The country's places: provinces, counties, prisons."""

from django.contrib import admin

from registry.admin.base import RegistryAdmin
from registry.models import County, Prison, Province


@admin.register(Province)
class ProvinceAdmin(RegistryAdmin):
    list_display = ("name", "code", "region", "stays_inside")
    list_filter = ("stays_inside",)
    search_fields = ("name_fa", "name_en", "code")
    fields = ("name_fa", "name_en", "code", "region", "latitude", "longitude", "stays_inside")
    # Only the switch is the office's to set: the rest is the country's.
    readonly_fields = ("name_fa", "name_en", "code", "region", "latitude", "longitude")


@admin.register(County)
class CountyAdmin(RegistryAdmin):
    list_display = ("name", "code", "province", "seat_population")
    list_filter = ("province",)
    search_fields = ("name_fa", "name_en", "code")
    fields = (
        "name_fa",
        "name_en",
        "code",
        "province",
        "seat_fa",
        "seat_en",
        "latitude",
        "longitude",
        "seat_population",
    )
    readonly_fields = ("code", "province")


@admin.register(Prison)
class PrisonAdmin(RegistryAdmin):
    list_display = ("name", "code", "kind", "county", "country")
    list_filter = ("kind", "county__province")
    list_select_related = ("county__province",)
    search_fields = ("name_fa", "name_en", "code")
    fields = ("name_fa", "name_en", "code", "kind", "county", "country")
