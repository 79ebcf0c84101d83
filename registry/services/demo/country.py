"""The directory of the demo: associations at real county seats, prisons in every province."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from registry.models import Association, County, Prison, PrisonCoordination, ServiceArea
from registry.services.catalogues import read
from registry.services.demo.people import address, first_name, last_name
from registry.services.demo.writing import write

ASSOCIATIONS = 225
TEHRAN = "23"
CLOSED_TO_NEW_FILES = 3
OWN_SERVICE_AREAS = 12
CAPACITY_SHARE = 0.1
UNKNOWN_POPULATION = 4_000
# Families come from small places more than the number of people there would say.
CONCENTRATION = 0.8


@dataclass(frozen=True)
class Country:
    """Where families live, and the associations and prisons they have to do with."""

    counties: list[County]
    weights: list[float]
    associations: list[Association]
    prisons: dict[int, list[Prison]]
    abroad: Prison
    areas: dict[int, Association] = field(default_factory=dict)
    letters: dict[int, PrisonCoordination] = field(default_factory=dict)

    def a_county(self, chance: Random) -> County:
        """Where the next family lives: by the population of the county's seat."""
        return chance.choices(self.counties, cum_weights=self.weights)[0]

    def a_prison(self, chance: Random, county: County) -> Prison:
        """Mostly a prison of the own province; some are held far from home."""
        if chance.random() < 0.9:  # noqa: PLR2004 -- a share
            return chance.choice(self.prisons[county.province_id])
        return chance.choice(self.prisons[chance.choice(self.counties).province_id])


def build_country(chance: Random, today: date) -> Country:
    """Found the associations and the prisons, and agree who serves which county."""
    counties = list(County.objects.select_related("province").order_by("code"))
    capitals = {row["capital"] for row in read("provinces")}
    seats = _seats(counties, capitals)
    associations = [_association(chance, number, seat) for number, seat in _numbered(seats)]
    for association in chance.sample(associations[31:], CLOSED_TO_NEW_FILES):
        association.accepts_new = False
    prisons = _prisons(seats, capitals)
    write(chance, [*associations, *prisons])
    weights = [
        (county.seat_population or UNKNOWN_POPULATION) ** CONCENTRATION for county in counties
    ]
    country = Country(
        counties,
        list(accumulate(weights)),
        associations,
        _by_province(prisons),
        next(prison for prison in prisons if prison.abroad),
    )
    _agree(chance, country, today)
    return country


def _seats(counties: list[County], capitals: set[str]) -> list[County]:
    """The capitals and the largest other seats."""
    others = [county for county in counties if county.code not in capitals]
    others.sort(key=lambda county: (-(county.seat_population or 0), county.code))
    first = [county for county in counties if county.code in capitals]
    return first + others[: ASSOCIATIONS - len(first)]


def _numbered(seats: list[County]) -> list[tuple[int, County]]:
    """Each seat with its number in its province; the capital is number 1."""
    numbers: dict[int, int] = {}
    numbered = []
    for seat in seats:
        number = numbers[seat.province_id] = numbers.get(seat.province_id, 0) + 1
        numbered.append((number, seat))
    return numbered


def _association(chance: Random, number: int, seat: County) -> Association:
    central = number == 1 and seat.province.code == TEHRAN
    assert seat.latitude is not None
    assert seat.longitude is not None
    capacity = chance.randint(6, 40) * 10 if chance.random() < CAPACITY_SHARE else None
    return Association(
        code=f"{seat.province.code}{number:02}",
        kind=Association.Kind.CENTRAL if central else Association.Kind.BRANCH,
        name_fa="انجمن حمایت زندانیان مرکز" if central else f"انجمن حمایت زندانیان {seat.seat_fa}",
        name_en="Prisoner Support Association, centre"
        if central
        else f"Prisoner Support Association of {seat.seat_en}",
        county=seat,
        address=address(chance, seat.seat_fa),
        phones=f"0{chance.randint(11, 88)}-{chance.randint(30_000_000, 59_999_999)}",
        hours="شنبه تا چهارشنبه، ۸ تا ۱۴",
        latitude=seat.latitude,
        longitude=seat.longitude,
        capacity=None if central else capacity,
        registered_on=date(2000, 3, 20) + timedelta(days=chance.randint(0, 7000)),
    )


def _prisons(seats: list[County], capitals: set[str]) -> list[Prison]:
    """Each province has a central prison, a camp, a centre for the young, and town prisons."""
    prisons = []
    for number, seat in _numbered(seats):
        kinds = Prison.Kind
        if seat.code in capitals:
            named = [
                ("1", kinds.PRISON, "زندان مرکزی", "Central Prison of"),
                ("2", kinds.REHABILITATION, "اردوگاه حرفه‌آموزی", "Vocational Camp of"),
                ("3", kinds.JUVENILE, "کانون اصلاح و تربیت", "Juvenile Centre of"),
                ("4", kinds.DETENTION, "بازداشتگاه", "Detention Centre of"),
            ]
        elif number <= 3:  # noqa: PLR2004 -- the two largest towns beside the capital
            named = [("5" if number == 2 else "6", kinds.PRISON, "زندان", "Prison of")]  # noqa: PLR2004
        else:
            continue
        prisons += [
            Prison(
                code=f"P{seat.province.code}{digit}",
                kind=kind,
                name_fa=f"{fa} {seat.seat_fa}",
                name_en=f"{en} {seat.seat_en}",
                county=seat,
            )
            for digit, kind, fa, en in named
        ]
    abroad = Prison(code="PX1", name_fa="زندان‌های کویت", name_en="Prisons of Kuwait", country="KW")
    return [*prisons, abroad]


def _by_province(prisons: list[Prison]) -> dict[int, list[Prison]]:
    found: dict[int, list[Prison]] = {}
    for prison in prisons:
        if prison.county is not None and prison.kind != Prison.Kind.JUVENILE:
            found.setdefault(prison.county.province_id, []).append(prison)
    return found


def _agree(chance: Random, country: Country, today: date) -> None:
    """Some counties belong to one association; some prisons wrote their letter of consent."""
    seated = {association.county_id for association in country.associations}
    free = [county for county in country.counties if county.pk not in seated]
    by_province = {
        association.county.province_id: association
        for association in reversed(country.associations)  # the capital's comes last and stays
    }
    for county in chance.sample(free, OWN_SERVICE_AREAS):
        country.areas[county.pk] = by_province[county.province_id]
    for association in country.associations:
        prison = country.prisons[association.county.province_id][0]
        dated = today - timedelta(days=chance.randint(5, 200))
        country.letters[association.pk] = PrisonCoordination(
            association=association,
            prison=prison,
            letter_no=f"{chance.randint(100, 999)}/{chance.randint(1000, 9999)}",
            dated=dated,
            approved_by_name=f"{first_name(chance, 'm')} {last_name(chance)}",
            valid_until=dated + timedelta(days=365),
        )
    areas = [
        ServiceArea(county_id=county, association=association)
        for county, association in country.areas.items()
    ]
    write(chance, [*areas, *country.letters.values()])
