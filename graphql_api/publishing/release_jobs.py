"""A release as long work: asked for in the office, made by the worker, once."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from graphql_api.models import Release
from graphql_api.publishing import contributions, ledger, publisher
from graphql_api.publishing.ledger import Entry
from graphql_api.publishing.period import period_of
from graphql_api.publishing.profiles import PROFILES
from graphql_api.publishing.publisher import profile_named
from graphql_api.publishing.telling import numbers_of, report, sentences
from permissions.access import access_of
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import Family, Job, Need
from registry.services import jobs
from registry.services.jobs import Run

REASON = gettext_noop("Publication of a release")


def may_publish(user: Any) -> bool:
    """A manager approves needs of her association; letting all of them out is for the nation."""
    return access_of(Release).holds_somewhere(user, "publish")


@dataclass(frozen=True)
class Due:
    """What a release made now would stand on, and what it would cost."""

    period: str
    last: Release | None
    approved: int
    needs: int
    families: int
    prices: dict[str, Entry]
    against: str


def what_is_due() -> Due:
    now = timezone.now()
    period, prices, against = period_of(now), {}, ""
    for name, profile in PROFILES.items():
        try:
            prices[name] = ledger.foresee(profile, period, now)
        except RuleError as refused:
            against = str(refused)
    with everything("A release counts the needs of all associations."):
        told = contributions.publishable()
        return Due(
            period=period,
            last=Release.objects.order_by("-number").first(),
            approved=Need.objects.filter(publication=Need.Publication.PUBLISHED).count(),
            needs=told.count(),
            families=Family.objects.filter(pk__in=told.order_by().values("family")).count(),
            prices=prices,
            against="" if prices else against,
        )


def ask_for_release(*, profile: str, by: Any) -> Job:
    """Refused at once where it can be known at once; the period is that of the asking."""
    now = timezone.now()
    period = period_of(now)
    ledger.foresee(profile_named(profile), period, now)
    options = {"profile": profile, "period": period}
    return jobs.ask(kind=Job.Kind.PUBLISH, by=by, reason=REASON, options=options)


def make_release(run: Run) -> None:
    """Draw, note what was drawn, show.  Killed anywhere, it ends in one release or in none."""
    if shown_before(run):
        run.finish(result=run.job.checkpoint["numbers"])
        return
    terms, period = profile_named(run.job.options["profile"]), run.job.options["period"]
    run.step(phase=Job.Phase.DRAWING, checkpoint={})
    drawn = publisher.draw(terms, period, timezone.now())
    release = drawn.rows.release
    numbers = numbers_of(report(release, drawn.entry, drawn.draft))
    noted = {"commitment": release.seed_commitment, "numbers": numbers}
    run.step(phase=Job.Phase.SHOWING, checkpoint=noted)
    publisher.show(drawn, lambda: run.finish(result=numbers))


def shown_before(run: Run) -> bool:
    """A worker may have died after everybody saw the release and before it said so."""
    commitment = run.job.checkpoint.get("commitment")
    return bool(commitment) and Release.objects.filter(seed_commitment=commitment).exists()


def tell(job: Job) -> list[str]:
    return sentences(job.result)
