from tests.advice.numbers import CARD, FUND, household


def test_amounts_in_sentences_have_cents_only_when_they_are_small() -> None:
    numbers = household()
    assert [numbers.text(minor) for minor in (9_99, 10_00, -1234_56)] == ["$9.99", "$10", "−$1,235"]
    assert household(currency="JPY").text(5) == "¥5"


def test_things_lead_to_their_pages() -> None:
    assert CARD.url == f"/accounts/{CARD.id}"
    assert FUND.url == f"/goals/{FUND.id}"
    assert household(months=()).spending_url("fees") == "/transactions?from_on=2026-11-01"


def test_only_accounts_of_the_wanted_kinds_are_held() -> None:
    assert [held.kind for held in household().held("card", "checking")] == ["checking", "card"]
