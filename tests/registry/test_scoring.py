import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.services.scoring import AXES, half_up, level_of, score, suggested_needs

THRESHOLDS = {
    "medium": 25,
    "high": 50,
    "critical": 75,
    "answered_percent": 60,
    "suggests_need": 2,
}
ANSWERED = {
    "economic": [(3, 3), (2, 2), (2, 3), (1, 0)],
    "health": [(3, 1), (2, 0)],
    "psychological": [(3, 2), (1, 1)],
    "social": [(3, 3), (2, 0), (1, 1)],
}


def sheet(answered):
    """Questions and answers from weights and values."""
    questions, answers = [], {}
    for axis, pairs in answered.items():
        for number, (weight, value) in enumerate(pairs):
            code = f"{axis}_{number}"
            questions.append({"code": code, "axis": axis, "weight": weight, "needs": [code]})
            answers[code] = value
    return questions, answers


def test_the_worked_example_gives_its_scores_levels_index_and_tier():
    questions, answers = sheet(ANSWERED)

    result = score(questions, THRESHOLDS, answers)

    assert list(result.scores.values()) == [79, 20, 58, 56]
    assert [result.level(axis, THRESHOLDS) for axis in AXES] == ["critical", "low", "high", "high"]
    assert (result.index, result.tier) == (66, "critical")


def test_too_few_answers_are_insufficient_data_and_not_zero():
    questions, answers = sheet(ANSWERED | {"health": [(3, None), (2, 0)]})

    result = score(questions, THRESHOLDS, answers)

    assert result.scores["health"] is None
    assert result.completeness["health"] == 40
    assert result.level("health", THRESHOLDS) == ""
    assert result.index == half_up(3 * 79 + 79 + 58 + 56, 6)


def test_sixty_percent_of_the_weight_suffices():
    questions, answers = sheet(ANSWERED | {"health": [(3, 3), (2, None)]})

    assert score(questions, THRESHOLDS, answers).scores["health"] == 100


def test_a_family_that_answered_nothing_has_no_priority():
    questions, _answers = sheet(ANSWERED)

    result = score(questions, THRESHOLDS, {})

    assert set(result.scores.values()) == {None}
    assert (result.index, result.tier) == (None, "")


def test_a_need_that_cannot_wait_makes_the_tier_critical_and_keeps_the_scores():
    questions, answers = sheet({axis: [(1, 0)] for axis in AXES})

    assert score(questions, THRESHOLDS, answers).tier == "low"
    assert score(questions, THRESHOLDS, answers, urgent=True).tier == "critical"
    assert score(questions, THRESHOLDS, answers, urgent=True).index == 0


@pytest.mark.parametrize(
    ("value", "level"),
    [(0, "low"), (24, "low"), (25, "medium"), (49, "medium"), (50, "high"), (74, "high"),
     (75, "critical"), (100, "critical")],
)  # fmt: skip
def test_levels_begin_where_the_model_says(value, level):
    assert level_of(value, THRESHOLDS) == level


@given(st.dictionaries(st.sampled_from(sheet(ANSWERED)[0]).map(lambda q: q["code"]),
                       st.none() | st.integers(0, 3)))  # fmt: skip
def test_scores_stay_between_0_and_100_and_the_index_below_the_worst_axis(answers):
    result = score(sheet(ANSWERED)[0], THRESHOLDS, answers)

    known = [value for value in result.scores.values() if value is not None]
    assert all(0 <= value <= 100 for value in known)
    assert result.index is None if not known else min(known) <= result.index <= max(known)


def test_severe_answers_point_to_needs():
    questions, answers = sheet({"economic": [(3, 3), (2, 1), (1, 2), (1, None)]})

    assert suggested_needs(questions, THRESHOLDS, answers) == ["economic_0", "economic_2"]
