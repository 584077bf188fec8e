import pytest

from tests.advice.numbers import YEAR, Case, check, look, month, said

BARE = tuple(month(back, spent={"insurance": 0}) for back in range(1, 13))


def _dearer(newest: int) -> dict[str, object]:
    return {"months": tuple(month(back, spent={"insurance": newest if back < 4 else 120}) for back in range(1, 13))}


CASES = [
    Case(
        "life-insurance",
        {"months": BARE, **said(dependents=2)},
        ("2 people lean on your income", "$60,000"),
        said(dependents=2),
        {"months": BARE, **said(dependents=None)},
    ),
    Case(
        "renters-insurance",
        {"months": BARE},
        ("You paid $13,200 for housing",),
        {},
        {"months": BARE[:5]},
    ),
    Case(
        "cover-without-employer",
        {"months": BARE, **said(employment="self_employed")},
        ("You work for yourself",),
        said(employment="self_employed"),
        {"months": BARE, **said(employment=None)},
    ),
    Case(
        "insurance-rise",
        _dearer(138),
        ("Insurance takes $138 a month now", "it was $120", "a rise of 15%"),
        _dearer(137),
        {"months": YEAR[:5]},
        {"stake_minor": 216_00},
    ),
]


def test_of_three_months_it_does_not_say_twelve() -> None:
    found = look("life-insurance", {"months": BARE[:3], **said(dependents=1)})
    assert found is not None
    assert "no insurance payment shows in the 3 full months here" in found.says


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)
