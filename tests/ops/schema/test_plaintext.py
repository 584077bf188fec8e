"""Card numbers, IBANs and addresses in the open are found where none belong."""

import pytest
from sqlalchemy import Connection

from mingus.ops import schema
from mingus.ops.schema import Finding
from mingus.ops.schema.plaintext import kinds_in
from tests.ops.schema.conftest import Lived

CARD, IBAN, ADDRESS = "4111 1111 1111 1111", "DE02120300000000202051", "somebody@mingus.example"


def test_a_household_as_the_product_keeps_it_shows_nothing(looking: Connection, seeing_all: Connection) -> None:
    for connection in (looking, seeing_all):
        found = schema.search(connection)
        assert (found.findings, found.reach.is_complete) == ((), True)
        assert found.columns > 60


def test_what_stands_open_is_named_by_its_place(lived: Lived, looking: Connection) -> None:
    lived.scratch.run(
        f"UPDATE accounts SET institution = '{IBAN}'",
        f"UPDATE households SET name = '{ADDRESS}'",
        f"UPDATE goals SET title = 'for {CARD}'",
        f"""UPDATE audit_log SET facts = '{{"said": "{ADDRESS}"}}' WHERE number = 1""",
    )
    assert schema.search(looking).misplaced == (
        Finding("accounts", "institution", "IBAN", 1, is_free_text=False),
        Finding("audit_log", "facts", "e-mail address", 1, is_free_text=False),
        Finding("goals", "title", "card number", 1, is_free_text=False),
        Finding("households", "name", "e-mail address", 1, is_free_text=False),
    )


def test_of_what_banks_write_card_numbers_alone_are_misplaced(lived: Lived, looking: Connection) -> None:
    lived.scratch.run(f"UPDATE transactions SET bank_memo = 'to {IBAN}', note = '{CARD}' WHERE amount_minor = -475")
    found = schema.search(looking)
    assert {(each.column, each.kind) for each in found.findings} == {("bank_memo", "IBAN"), ("note", "card number")}
    assert [each.column for each in found.misplaced] == ["note"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"paid with {CARD}", {"card number"}),
        ("5555555555554444", {"card number"}),
        ("3782 822463 10005", {"card number"}),
        ("4111 1111 1111 1112", set()),  # Luhn says no
        ("ref 84111111111111111", set()),  # a longer number
        ("019a4111-1111-7111-8111-111111111111", set()),  # an id
        ("GB82 WEST 1234 5698 7654 32", {"IBAN"}),
        ("DE02120300000000202052", set()),  # its check digits say no
        ("AB12 CORNER STORE PORTLAND", set()),
        (ADDRESS, {"e-mail address"}),
        ("coffee @ the corner", set()),
        ("", set()),
    ],
)
def test_what_is_taken_for_what(text: str, kinds: set[str]) -> None:
    assert kinds_in(text) == kinds
