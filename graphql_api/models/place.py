from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from graphql_api.models.release import Release
from graphql_api.models.vocabulary import PlaceLevel


def mask_of(province_codes: list[str]) -> int:
    """Provinces as one number, one bit per official code, so that "touches" is one comparison."""
    return sum(1 << int(code) for code in set(province_codes))


def codes_of(mask: int) -> list[str]:
    """The official codes in a mask, in their order."""
    return [f"{bit:02d}" for bit in range(mask.bit_length()) if mask >> bit & 1]


class Place(models.Model):
    """An association, a province, a region or the country, as it was named at a release.

    Places are stored from the widest to the narrowest, each in the order of their codes, so
    their keys are their order.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="areas")
    level = models.CharField(_("level"), max_length=12, choices=PlaceLevel)
    code = models.CharField(_("code"), max_length=20)
    name_fa = models.CharField(_("name in Persian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    provinces = models.BigIntegerField(_("provinces"))

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(fields=["release", "level", "code"], name="place_once")
        ]

    def __str__(self) -> str:
        return self.name_fa if get_language() == "fa" else self.name_en
