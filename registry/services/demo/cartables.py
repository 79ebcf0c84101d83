"""What lies in the cartables: tasks done and due, messages both ways, wishes for a change."""

from datetime import datetime, timedelta
from random import Random

from registry.models import Assessment, ChangeRequest, Family, Message, Need, Task
from registry.services.cartable import NATIONAL, due
from registry.services.demo.people import address
from registry.services.demo.staff import Office
from registry.services.demo.timeline import Status, Timeline

Kind = Task.Kind
NEXT = {
    Status.REFERRED: Kind.FIRST_CONTACT,
    Status.CONTACTED: Kind.IDENTIFY,
    Status.IDENTIFIED: Kind.VERIFY,
    Status.VERIFIED: Kind.ASSESS,
    Status.RETURNED: Kind.REROUTE,
    Status.DIRECTED: Kind.HAND_OVER,
}
STALE_DAYS = 90
WRITES, ANSWERED, WISHES, HANDED_OVER = 0.25, 0.85, 0.03, 0.9
QUESTIONS = (
    "سلام. چه زمانی برای بازدید می‌آیید؟",
    "مدرسه دخترم شهریه می‌خواهد. چه کار کنم؟",
    "شماره تلفنم عوض شده است. لطفاً با شماره تازه تماس بگیرید.",
    "سبد غذایی این ماه هنوز نرسیده است.",
    "همسرم به زندان دیگری منتقل شده است.",
)
ANSWERS = (
    "سلام. پیام شما رسید؛ تا دو روز دیگر با شما تماس می‌گیریم.",
    "درخواست شما ثبت شد و پیگیری می‌شود.",
    "لطفاً با شناسنامه به دفتر انجمن بیایید.",
)


def tasks(
    family: Family, moments: Timeline, needs: list[Need], assessed: list[Assessment], now: datetime
) -> list[Task]:
    """The steps taken as tasks done, and what comes next as tasks open."""
    taken = (
        (Kind.FIRST_CONTACT, moments.opened, moments.contacted),
        (Kind.IDENTIFY, moments.contacted, moments.identified),
        (Kind.VERIFY, moments.identified, moments.verified),
        (Kind.ASSESS, moments.verified, moments.assessed),
    )
    listed = [_task(family, kind, since, done) for kind, since, done in taken if since and done]
    for kind in _next(family, needs, assessed, now):
        listed.append(_task(family, kind, moments.last))  # noqa: PERF401 -- reads better
    return listed


def _next(
    family: Family, needs: list[Need], assessed: list[Assessment], now: datetime
) -> list[Kind]:
    status = Status(family.status)
    if status == Status.VERIFIED and assessed:
        return [Kind.APPROVE_ASSESSMENT]
    if status != Status.ASSESSED:
        return [NEXT[status]] if status in NEXT else []
    wanted = {
        Kind.DECIDE_NEEDS: any(need.status == Need.Status.DECLARED for need in needs),
        Kind.APPROVE_PUBLICATION: any(
            need.publication == Need.Publication.PROPOSED for need in needs
        ),
        Kind.URGENT: any(
            need.urgency == Need.Urgency.URGENT and need.status == Need.Status.DECLARED
            for need in needs
        ),
        Kind.CONFIRM_DATA: family.last_confirmed_on is not None
        and (now.date() - family.last_confirmed_on).days > STALE_DAYS,
        Kind.AFTERCARE_PLAN: family.phase == Family.Phase.AFTERCARE,
    }
    return [kind for kind, needed in wanted.items() if needed]


def _task(family: Family, kind: Kind, since: datetime, done: datetime | None = None) -> Task:
    if kind == Kind.CONFIRM_DATA and family.last_confirmed_on is not None:
        stale = family.last_confirmed_on + timedelta(days=STALE_DAYS)
        since = since.replace(year=stale.year, month=stale.month, day=stale.day)
    return Task(
        association_id=None if kind in NATIONAL else family.association_id,
        family=family,
        kind=kind,
        opened_at=since,
        due_at=due(kind, since),
        assignee=None if kind in NATIONAL else family.worker,
        status=Task.Status.DONE if done else Task.Status.OPEN,
        done_at=done,
    )


def correspondence(
    chance: Random, family: Family, office: Office, moments: Timeline, now: datetime
) -> list[Message | Task]:
    """A few families write; most are answered, the others wait in the cartable."""
    if moments.contacted is None or chance.random() >= WRITES:
        return []
    left = max((now - moments.contacted).days - 1, 0)
    sent = moments.contacted + timedelta(days=chance.randint(0, left), hours=chance.randint(0, 5))
    question = Message(
        family=family, side=Message.Side.FAMILY, body=chance.choice(QUESTIONS), sent_at=sent
    )
    answered = sent + timedelta(hours=chance.randint(1, 70))
    if answered > now or chance.random() >= ANSWERED:
        return [question, _task(family, Kind.ANSWER_MESSAGE, sent)]
    question.read_at = answered
    author = chance.choice(office.workers)
    return [
        question,
        Message(
            family=family,
            side=Message.Side.ASSOCIATION,
            author=author,
            body=chance.choice(ANSWERS),
            sent_at=answered,
        ),
        _task(family, Kind.ANSWER_MESSAGE, sent, answered),
    ]


def wishes(
    chance: Random, family: Family, town: str, moments: Timeline
) -> list[ChangeRequest | Task]:
    """A verified family that moved asks for its address to be changed."""
    if moments.verified is None or moments.ended or chance.random() >= WISHES:
        return []
    wanted = {"address": {"from": family.address, "to": address(chance, town)}}
    return [
        ChangeRequest(family=family, wanted=wanted, asked_at=moments.last),
        _task(family, Kind.REVIEW_CHANGE, moments.last),
    ]
