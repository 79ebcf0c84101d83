"""When the steps of a file were taken: two years of working days, ending yesterday."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from audit.calendar import TEHRAN, is_working_day
from registry.models import Family

Status = Family.Status

# How many files of a hundred are where; how long ago their last step was, in days; how many
# steps of the four they took.
SHARES = {
    Status.ASSESSED: 54,
    Status.REFERRED: 7,
    Status.CONTACTED: 6,
    Status.IDENTIFIED: 6,
    Status.VERIFIED: 8,
    Status.RETURNED: 1,
    Status.DIRECTED: 3,
    Status.NOT_ELIGIBLE: 3,
    Status.CLOSED: 12,
}
AGES = {
    Status.REFERRED: (1, 6),
    Status.CONTACTED: (1, 12),
    Status.IDENTIFIED: (1, 8),
    Status.VERIFIED: (1, 17),
    Status.ASSESSED: (1, 670),
    Status.RETURNED: (1, 12),
    Status.DIRECTED: (1, 600),
    Status.NOT_ELIGIBLE: (1, 600),
    Status.CLOSED: (1, 400),
}
STEPS = ("contacted", "identified", "verified", "assessed")
TAKEN = {
    Status.CONTACTED: 1,
    Status.IDENTIFIED: 2,
    Status.NOT_ELIGIBLE: 2,
    Status.VERIFIED: 3,
    Status.ASSESSED: 4,
    Status.CLOSED: 4,
}
GAPS = {"contacted": (1, 6), "identified": (2, 12), "verified": (2, 9), "assessed": (3, 15)}
ENDING = (Status.NOT_ELIGIBLE, Status.CLOSED)
ENDING_GAP = (20, 200)


@dataclass(frozen=True)
class Timeline:
    """The moments of one file; None for a step not taken."""

    opened: datetime
    contacted: datetime | None = None
    identified: datetime | None = None
    verified: datetime | None = None
    assessed: datetime | None = None
    ended: datetime | None = None

    @property
    def last(self) -> datetime:
        steps = (self.opened, self.contacted, self.identified, self.verified, self.assessed)
        return max(moment for moment in (*steps, self.ended) if moment is not None)


def status_of(chance: Random, number: int) -> Status:
    """Where a file stands; the first files stand in each of the places once."""
    if number < len(SHARES):
        return list(SHARES)[number]
    return chance.choices(list(SHARES), list(SHARES.values()))[0]


def timeline(chance: Random, status: Status, today: date) -> Timeline:
    """Counted back from the last step, so that nothing lies in the future."""
    day = today - timedelta(days=chance.randint(*AGES[status]))
    moments = {}
    if status in ENDING:
        moments["ended"] = moment(chance, day)
        day -= timedelta(days=chance.randint(*ENDING_GAP))
    for step in reversed(STEPS[: TAKEN.get(status, 0)]):
        moments[step] = moment(chance, day)
        day -= timedelta(days=chance.randint(*GAPS[step]))
    return Timeline(opened=moment(chance, day, office_hours=False), **moments)


def moment(chance: Random, day: date, *, office_hours: bool = True) -> datetime:
    """A time of that day in Tehran; offices work on working days only."""
    while office_hours and not is_working_day(day):
        day -= timedelta(days=1)
    hour = chance.randint(8, 14) if office_hours else chance.randint(7, 22)
    return datetime.combine(day, time(hour, chance.randint(0, 59)), TEHRAN)
