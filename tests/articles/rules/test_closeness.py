import pytest

from mingus.articles.rules.closeness import closest, distance

WORDS = {"emergency", "retirement", "budget", "credit", "roth", "negotiate", "mortgage", "salary"}


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("emergancy", "emergency"),
        ("retirment", "retirement"),
        ("budegt", "budget"),
        ("creditt", "credit"),
        ("roht", "roth"),
        ("mortage", "mortgage"),
        ("negociate", "negotiate"),
        ("zebra", None),
        ("ro", None),
        ("", None),
    ],
)
def test_a_slip_leads_to_the_word(slip: str, meant: str | None) -> None:
    assert closest(slip, WORDS) == meant


def test_slips_are_counted() -> None:
    assert [distance("roth", other) for other in ("roth", "roht", "rot", "broth", "moth", "")] == [0, 1, 1, 1, 1, 4]
