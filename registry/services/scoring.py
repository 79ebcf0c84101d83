"""How pressing a family's needs are: four axes from 0 to 100, and one priority.

A model of questions and weights is versioned data (`ScoringModel`); this is the arithmetic.
"We do not know" is never 0: an axis with too few answers has no score at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

AXES = ("economic", "health", "psychological", "social")
LEVELS = ("low", "medium", "high", "critical")
WORST = 3  # an answer lies between 0, none, and 3, severe

Questions = Sequence[Mapping[str, Any]]
Thresholds = Mapping[str, int]
Answers = Mapping[str, int | None]


@dataclass(frozen=True)
class Result:
    """What an assessment says.  `scores` has None where the answers do not suffice."""

    scores: dict[str, int | None]
    completeness: dict[str, int]
    index: int | None
    tier: str

    def level(self, axis: str, thresholds: Thresholds) -> str:
        """The level of an axis; nothing where it has no score."""
        score = self.scores[axis]
        return "" if score is None else level_of(score, thresholds)


def half_up(numerator: int, denominator: int) -> int:
    """Round to the nearest whole number, halves upwards."""
    return (2 * numerator + denominator) // (2 * denominator)


def level_of(score: int, thresholds: Thresholds) -> str:
    """0–24 low, 25–49 medium, 50–74 high, 75–100 critical, or as the model says."""
    reached = [level for level in LEVELS[1:] if score >= thresholds[level]]
    return reached[-1] if reached else LEVELS[0]


def score(
    questions: Questions, thresholds: Thresholds, answers: Answers, *, urgent: bool = False
) -> Result:
    """Score the answers.  `urgent`: a need that cannot wait makes the tier critical."""
    scores: dict[str, int | None] = {}
    completeness: dict[str, int] = {}
    for axis in AXES:
        asked = [question for question in questions if question["axis"] == axis]
        scores[axis], completeness[axis] = _axis(asked, thresholds, answers)
    known = [value for value in scores.values() if value is not None]
    tier = level_of(max(known), thresholds) if known else ""
    return Result(scores, completeness, _index(known), LEVELS[-1] if urgent else tier)


def _axis(asked: Questions, thresholds: Thresholds, answers: Answers) -> tuple[int | None, int]:
    total = answered = points = 0
    for question in asked:
        total += question["weight"]
        value = answers.get(question["code"])
        if value is not None:
            answered += question["weight"]
            points += question["weight"] * value
    if answered == 0:
        return None, 0
    complete = 100 * answered // total
    if 100 * answered < thresholds["answered_percent"] * total:
        return None, complete
    return half_up(100 * points, WORST * answered), complete


def _index(known: list[int]) -> int | None:
    """Half the worst axis, half the mean of those that are known."""
    if not known:
        return None
    return half_up(len(known) * max(known) + sum(known), 2 * len(known))


def suggested_needs(questions: Questions, thresholds: Thresholds, answers: Answers) -> list[str]:
    """The codes of the needs that the answers point to, in the order of the questions."""
    pressing = (
        question["needs"]
        for question in questions
        if (answers.get(question["code"]) or 0) >= thresholds["suggests_need"]
    )
    return list(dict.fromkeys(code for codes in pressing for code in codes))
