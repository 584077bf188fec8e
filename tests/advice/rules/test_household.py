from dataclasses import replace

import pytest

from tests.advice.numbers import CHECKING, FUND, SCORES, Case, cash, check, month, said

GIVING = tuple(month(back, spent={"family_giving": 500}) for back in range(1, 13))
TENSE = {"scores": {**SCORES, "money-and-relationships": 49}}

CASES = [
    Case(
        "beneficiaries",
        said(dependents=1),
        ("$20,000 lies in retirement", "somebody depends on you"),
        {"holdings": (CHECKING,), **said(dependents=1)},
        said(dependents=None),
    ),
    Case("will", said(dependents=3), ("3 people depend on you",), said(dependents=0), said(dependents=None)),
    Case(
        "family-support",
        {**cash(3000), "months": GIVING},
        ("$500 goes to family and giving, 10% of what comes in", "covers 0.7 months"),
        {**cash(4500), "months": GIVING},
        {**cash(3000), "months": GIVING[:1]},
    ),
    Case(
        "money-talk",
        {**TENSE, **said(marital="partnership")},
        ("49 of 100",),
        {**TENSE, **said(marital="single")},
        {**TENSE, **said(marital=None)},
    ),
    Case(
        "education-fund",
        said(dependents=1),
        ("Your reserve covers 8.5 months",),
        {"aims": (replace(FUND, kind="education"),), **said(dependents=1)},
        said(dependents=None),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)
