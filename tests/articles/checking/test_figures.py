import pytest

from mingus.articles import facts
from mingus.articles.checking import figures
from mingus.articles.schemas.document import parse
from tests.articles.writing import text


def _said(body: str, sources: str = "[EARN-01]") -> list[str]:
    document = parse(text("on-figures", body=body, sources=sources))
    return [f"{fault.kind}: {fault.said}" for fault in figures.check(document, facts.known())]


@pytest.mark.parametrize(
    "fine",
    [
        "The median was $1,204 a week.[^EARN-01]",
        "That is $1,204 × 52 = $62,608 a year, so $62,608.[^EARN-01]",
        "Say your rent is $1,450.",
        "Suppose you earn:\n\n- $4,300 a month\n- 6 percent of it saved",
        "If your rent is $1,400, then $1,400 ÷ 4 = $350 a week.",
        "$1,000 ÷ 3 = about $333.33. Call it $330.",
        "In 2026 there are 26 slips, in 401(k) plans and by Form 1099.",
        "Put $25 aside.",
        "Take 5 percent, an assumption: $1,000 × 1.05 = $1,050.",
        "Say $300 of $2,000: $300 ÷ $2,000 = 0.15, which is 15 percent.",
    ],
)
def test_a_figure_with_an_origin_is_fine(fine: str) -> None:
    assert _said(fine) == []


@pytest.mark.parametrize(
    "unfounded",
    [
        "The median was $1,317 a week.[^EARN-01]",
        "Rents rose by 7.3 percent.",
        "Suppose that 43 percent of adults have no will.",
        "There were 131,400 layoffs.",
        "Interest comes to about $4,650.",
        "The house costs $412,345 if you buy.",
    ],
)
def test_a_figure_without_one_is_named(unfounded: str) -> None:
    (said,) = _said(unfounded)
    assert said.startswith("figure: ")


def test_a_limit_of_the_law_is_no_example() -> None:
    (said,) = _said("Say you put away $24,500.")
    assert "is the figure of RET-01" in said
    assert _said("The limit is $24,500.[^RET-01]", "[RET-01]") == []


def test_a_wrong_sum_is_named() -> None:
    assert _said("Say $100 × 12 = $1,300.") == ["arithmetic: “$100 × 12 = $1,300.” does not come out"]
