"""The country's places: provinces, counties, prisons."""

from django.contrib import admin

from registry.admin.base import RegistryAdmin
from registry.filters.columns import by_columns
from registry.models import County, Prison, Province


@admin.register(Province)
class ProvinceAdmin(RegistryAdmin):
    list_display = ("name", "code", "region", "stays_inside")
    filter_class = by_columns(Province, "stays_inside")
    search_fields = ("name_fa", "name_en", "code")
    fields = ("name_fa", "name_en", "code", "region", "latitude", "longitude", "stays_inside")
    # Only the switch is the office's to set: the rest is the country's.
    readonly_fields = ("name_fa", "name_en", "code", "region", "latitude", "longitude")


@admin.register(County)
class CountyAdmin(RegistryAdmin):
    list_display = ("name", "code", "province", "seat_population")
    filter_class = by_columns(County, "province")
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
    filter_class = by_columns(Prison, "kind", "county__province")
    list_select_related = ("county__province",)
    search_fields = ("name_fa", "name_en", "code")
    fields = ("name_fa", "name_en", "code", "kind", "county", "country")
