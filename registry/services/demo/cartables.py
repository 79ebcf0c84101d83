"""What lies in the cartables: tasks done and due, messages both ways, wishes for a change."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from registry.models import Assessment, ChangeRequest, Family, Message, Need, Task
from registry.services.cartable import FOR_A_COLLEAGUE, NATIONAL, due
from registry.services.demo.people import address
from registry.services.demo.staff import Office
from registry.services.demo.timeline import Status, Timeline
from registry.services.freshness import FRESH_DAYS
from registry.services.stages import OPEN

Kind = Task.Kind
NEXT = {
    Status.REFERRED: Kind.FIRST_CONTACT,
    Status.CONTACTED: Kind.IDENTIFY,
    Status.IDENTIFIED: Kind.VERIFY,
    Status.VERIFIED: Kind.ASSESS,
    Status.RETURNED: Kind.REROUTE,
    Status.DIRECTED: Kind.HAND_OVER,
}
HANDED_OVER_DAYS, RECENT_DAYS = 25, 6
WRITES, ANSWERED, WISHES = 0.25, 0.9, 0.03
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


@dataclass(frozen=True)
class Drawn:
    """What was drawn for a file before its tasks."""

    needs: list[Need]
    assessed: list[Assessment]


def tasks(
    chance: Random, family: Family, moments: Timeline, drawn: Drawn, now: datetime
) -> list[Task]:
    """The steps taken as tasks done, and what comes next as tasks open."""
    taken = (
        (Kind.FIRST_CONTACT, moments.opened, moments.contacted),
        (Kind.IDENTIFY, moments.contacted, moments.identified),
        (Kind.VERIFY, moments.identified, moments.verified),
        (Kind.ASSESS, moments.verified, moments.assessed),
    )
    listed = [a_task(family, kind, since, done) for kind, since, done in taken if since and done]
    status = Status(family.status)
    if status in OPEN - {Status.ASSESSED} and _pressing(drawn.needs):
        listed.append(a_task(family, Kind.URGENT, _lately(chance, moments, now)))
    if status == Status.ASSESSED:
        # Whatever an old file still asks for came up in these days.
        wanted = _wanted(family, drawn, now)
        return listed + [a_task(family, kind, _lately(chance, moments, now)) for kind in wanted]
    if status == Status.DIRECTED and now - moments.last > timedelta(days=HANDED_OVER_DAYS):
        done = moments.last + timedelta(days=chance.randint(1, HANDED_OVER_DAYS))
        return [*listed, a_task(family, Kind.HAND_OVER, moments.last, done)]
    if status == Status.VERIFIED and drawn.assessed:
        return [*listed, a_task(family, Kind.APPROVE_ASSESSMENT, _lately(chance, moments, now))]
    return [*listed, a_task(family, NEXT[status], moments.last)] if status in NEXT else listed


def _pressing(needs: list[Need]) -> bool:
    """Whether something is declared that cannot wait."""
    declared = (need for need in needs if need.status == Need.Status.DECLARED)
    return any(need.urgency == Need.Urgency.URGENT for need in declared)


def _lately(chance: Random, moments: Timeline, now: datetime) -> datetime:
    """A moment of the last days, but not before the last step."""
    return max(moments.last, now - timedelta(days=chance.randint(0, RECENT_DAYS), hours=1))


def _wanted(family: Family, drawn: Drawn, now: datetime) -> list[Kind]:
    """What an assessed file still asks for."""
    undecided = [need for need in drawn.needs if need.status == Need.Status.DECLARED]
    assert family.last_confirmed_on is not None
    wanted = {
        Kind.DECIDE_NEEDS: undecided,
        Kind.URGENT: _pressing(undecided),
        Kind.APPROVE_PUBLICATION: [
            need for need in drawn.needs if need.publication == Need.Publication.PROPOSED
        ],
        Kind.CONFIRM_DATA: (now.date() - family.last_confirmed_on).days > FRESH_DAYS,
        Kind.AFTERCARE_PLAN: family.phase == Family.Phase.AFTERCARE
        and family.priority is not None
        and family.priority % 3 == 0,  # the others have their plan
        Kind.REVIEW_COVERAGE: family.phase == Family.Phase.AFTERCARE
        and family.priority is not None
        and family.priority % 2 == 0,
    }
    return [kind for kind, needed in wanted.items() if needed]


def a_task(family: Family, kind: Kind, since: datetime, done: datetime | None = None) -> Task:
    return Task(
        association_id=None if kind in NATIONAL else family.association_id,
        family=family,
        kind=kind,
        opened_at=since,
        due_at=due(kind, since),
        assignee=None if kind in NATIONAL | FOR_A_COLLEAGUE else family.worker,
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
    waiting = chance.random() >= ANSWERED
    days = max(left - chance.randint(0, 2), 0) if waiting else chance.randint(0, left)
    sent = moments.contacted + timedelta(days=days, hours=chance.randint(0, 5))
    question = Message(
        family=family, side=Message.Side.FAMILY, body=chance.choice(QUESTIONS), sent_at=sent
    )
    answered = sent + timedelta(hours=chance.randint(1, 70))
    if waiting or answered > now:
        return [question, a_task(family, Kind.ANSWER_MESSAGE, sent)]
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
        a_task(family, Kind.ANSWER_MESSAGE, sent, answered),
    ]


def wishes(
    chance: Random, family: Family, town: str, moments: Timeline, now: datetime
) -> list[ChangeRequest | Task]:
    """A verified family that moved asks for its address to be changed."""
    if moments.verified is None or moments.ended or chance.random() >= WISHES:
        return []
    asked = _lately(chance, moments, now)
    wanted = {"address": {"from": family.address, "to": address(chance, town)}}
    return [
        ChangeRequest(family=family, wanted=wanted, asked_at=asked),
        a_task(family, Kind.REVIEW_CHANGE, asked),
    ]
