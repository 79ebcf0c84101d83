"""The words that may leave the house.  They are public constants, never taken from the data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Axis(TextChoices):
    ECONOMIC = "economic", _("economic")
    HEALTH = "health", _("health")
    PSYCHOLOGICAL = "psychological", _("psychological")
    SOCIAL = "social", _("social")


class Category(TextChoices):
    LIVELIHOOD = "livelihood", _("livelihood")
    PENSION = "pension", _("pension")
    HOUSING = "housing", _("housing")
    EMPLOYMENT = "employment", _("employment")
    VOCATIONAL = "vocational", _("vocational training")
    LOAN = "loan", _("interest-free loan")
    TREATMENT = "treatment", _("treatment")
    INSURANCE = "insurance", _("insurance")
    COUNSELLING = "counselling", _("counselling")
    SCHOOLING = "schooling", _("schooling")
    SETTLEMENT = "settlement", _("settlement with the complainant")
    REINTEGRATION = "reintegration", _("reintegration")


class PlaceLevel(TextChoices):
    ASSOCIATION = "association", _("association")
    PROVINCE = "province", _("province")
    REGION = "region", _("region")
    NATION = "nation", _("whole country")


class FacetKind(TextChoices):
    HOUSEHOLD = "household", _("household size")
    SCHOOL = "school", _("school level")
    AGE = "age", _("age group")


class FacetValue(TextChoices):
    HOUSEHOLD_1_2 = "household_1_2", _("one or two people")
    HOUSEHOLD_3_4 = "household_3_4", _("three or four people")
    HOUSEHOLD_5_UP = "household_5_up", _("five people or more")
    SCHOOL_PRIMARY = "school_primary", _("primary school")
    SCHOOL_LOWER = "school_lower", _("lower secondary school")
    SCHOOL_UPPER = "school_upper", _("upper secondary school")
    AGE_CHILD = "age_child", _("child")
    AGE_ADULT = "age_adult", _("adult")


class StatisticsTable(TextChoices):
    ASSOCIATION_CATEGORY = "association_category", _("association by category")
    PROVINCE_CATEGORY = "province_category", _("province by category")
    CATEGORY_FACET_AMOUNT = "category_facet_amount", _("category by facet and amount")
    PROVINCE_HOUSEHOLD = "province_household", _("province by household size")
