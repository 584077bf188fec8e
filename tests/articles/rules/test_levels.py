import pytest

from mingus.articles.rules import levels
from mingus.articles.rules.words import LEVELS, PHASES
from mingus.assessments.service import definitions


@pytest.mark.parametrize(
    ("level", "score", "expected"),
    [
        ("beginner", None, True),
        ("intermediate", None, False),
        ("intermediate", 59, False),
        ("intermediate", 60, True),
        ("advanced", 79, False),
        ("advanced", 80, True),
    ],
)
def test_a_level_opens_at_its_score(level: str, score: int | None, expected: bool) -> None:  # noqa: FBT001  a case
    assert levels.is_open("do", level, {} if score is None else {"do": score}) is expected


def test_a_phase_opens_nothing_in_another() -> None:
    assert levels.open_places({"be": 100, "do": 0, "have": 60}) == [
        *(("be", "beginner"), ("do", "beginner"), ("have", "beginner")),
        *(("be", "intermediate"), ("have", "intermediate")),
        ("be", "advanced"),
    ]


def test_a_higher_score_never_closes_anything() -> None:
    for phase in PHASES:
        for level in LEVELS:
            opened = [levels.is_open(phase, level, {phase: score}) for score in range(101)]
            assert opened == sorted(opened)


def test_what_opens_an_article_is_said_with_the_persons_own_score() -> None:
    assert "Yours is 43" in levels.what_opens("do", "intermediate", {"do": 43}, is_member=True)
    assert "haven’t taken the check" in levels.what_opens("do", "advanced", {}, is_member=True)
    assert "free to join" in levels.what_opens("do", "advanced", {}, is_member=False)


def test_the_check_takes_as_long_as_it_says_itself() -> None:
    """It says so before its first question; the landing page calls it the four-minute check-up."""
    assert definitions.current("readiness").minutes == 4
    for is_member in (True, False):
        assert "takes about four minutes" in levels.what_opens("do", "advanced", {}, is_member=is_member)


def test_the_weakest_phase_is_the_one_with_the_lowest_score() -> None:
    assert levels.weakest({}) is None
    assert levels.weakest({"be": 70, "do": 40, "have": 40}) == "do"
