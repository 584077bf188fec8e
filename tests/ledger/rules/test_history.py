from mingus.ledger.rules.history import sentence


def test_a_change_is_said_in_words() -> None:
    assert sentence("edited amount", is_me=True, is_person=True) == "You changed the amount."
    assert (
        sentence("edited date amount description", is_me=False, is_person=True)
        == "Someone in your household changed the date, the amount and the name."
    )
    assert sentence("deleted", is_me=False, is_person=False) == "Mingus deleted it."
