import pytest

from mingus.ledger.formats.csv_sign import Movement, decide_pair_sign, decide_sign, means_in, means_out


def movement(amount: int, words: str = "", indicator: str = "", balance: int | None = None) -> Movement:
    return Movement(amount, words, indicator, balance)


def test_all_positive_amounts_without_evidence_are_asked_about() -> None:
    found = decide_sign([movement(100, "SHOP"), movement(200, "CAFE")])
    assert (found.certain, found.candidates) == (False, ("as_written", "inverted"))


def test_payments_received_show_that_charges_are_positive() -> None:
    found = decide_sign([movement(100), movement(200), movement(-300, "AUTOPAY THANK YOU"), movement(50)])
    assert (found.value, found.certain) == ("inverted", True)


def test_a_type_column_tells() -> None:
    assert decide_sign([movement(100, "", "Sale"), movement(-20, "", "Return")]).value == "inverted"
    assert decide_sign([movement(-100, "", "Sale"), movement(20, "", "Return")]).value == "as_written"
    assert decide_sign([movement(100, "", "DR"), movement(20, "", "CR")]).value == "indicator"


def test_a_running_balance_tells() -> None:
    rising = [movement(100, balance=100), movement(200, balance=300), movement(50, balance=350)]
    assert (decide_sign(rising).value, decide_sign(rising).certain) == ("as_written", True)
    falling = [movement(100, balance=900), movement(200, balance=700), movement(50, balance=650)]
    assert (decide_sign(falling).value, decide_sign(falling).certain) == ("inverted", True)


def test_pairs_of_columns_are_signed_as_the_bank_does() -> None:
    assert decide_pair_sign([100, 200, 0], [0, 0, 50]).value == "debit_credit"
    assert decide_pair_sign([-100, -200, 0], [0, 0, 50]).value == "debit_credit_signed"
    assert decide_pair_sign([100, 200, 0], [0, 0, -50]).value == "debit_credit_owed"


@pytest.mark.parametrize("word", ["DR", "Debit", "Soll", "Af", "Sale", "Money out", "DEBIT_CARD", "-", "S"])
def test_words_for_money_out(word: str) -> None:
    assert means_out(word)
    assert not means_in(word)


@pytest.mark.parametrize("word", ["CR", "Credit", "Haben", "Bij", "Refund", "Money in", "+", "H"])
def test_words_for_money_in(word: str) -> None:
    assert means_in(word)
    assert not means_out(word)
