from dataclasses import replace

from tests.advice.service.test_deciding import decide
from tests.identity.service.test_activity import sentences
from tests.ledger.books import Books


def test_a_decision_is_told_to_whoever_made_it_and_to_nobody_else(app: object, books: Books) -> None:
    partner = replace(books.partner(), role="partner")
    for choice in ("snoozed", "accepted", "done", "dismissed"):
        decide(books.member, "bank-fees", choice)
    assert sentences(books.member, kind="money")[:4] == [
        "You dismissed a suggestion.",
        "You marked a suggestion as done.",
        "You said yes to a suggestion.",
        "You put a suggestion off.",
    ]
    assert not [said for said in sentences(partner, kind="money") if "suggestion" in said]
