"""One request: who asks, within which scope, of which release."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from strawberry import Info

from graphql_api.models import ApiClient, Lot, Place, Release, StatisticCell
from graphql_api.models.lot import LotQuerySet
from graphql_api.models.place import mask_of
from graphql_api.models.statistic import StatisticCellQuerySet
from graphql_api.models.vocabulary import PlaceLevel
from graphql_api.stores import WINDOW
from graphql_api.window.budget import Balance
from graphql_api.window.errors import NOT_FOUND, RefusalError
from graphql_api.window.pseudonyms import Pseudonyms


@dataclass
class Question:
    """What the resolvers know.  Scope and names follow from the key alone."""

    client: ApiClient
    balance: Balance

    @cached_property
    def release(self) -> Release:
        newest = Release.objects.using(WINDOW).newest_first().defer("scheme").first()
        if newest is None:
            raise RefusalError(
                NOT_FOUND, _("Nothing has been published yet. Ask again after the first release.")
            )
        return newest

    @cached_property
    def names(self) -> Pseudonyms:
        return Pseudonyms(self.client, self.release)

    @cached_property
    def provinces(self) -> dict[str, Place]:
        """The provinces of the release by code, to name what a wide lot covers."""
        places = Place.objects.using(WINDOW).filter(release=self.release, level=PlaceLevel.PROVINCE)
        return {place.code: place for place in places}

    def lots(self) -> LotQuerySet:
        """The lots this client may see."""
        return (
            Lot.objects.using(WINDOW)
            .of(self.release)
            .within(
                categories=self.client.categories,
                provinces=mask_of(self.client.provinces),
                programs=self.client.programs,
            )
            .select_related("place")
        )

    def statistics(self, table: str) -> StatisticCellQuerySet:
        """The statistics this client may see."""
        return (
            StatisticCell.objects.using(WINDOW)
            .of(self.release, table)
            .within(categories=self.client.categories, provinces=mask_of(self.client.provinces))
            .select_related("place")
        )


def asked(info: Info) -> Question:
    question: Question = info.context
    return question
