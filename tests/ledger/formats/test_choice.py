"""What a person is told about a guess, and what becomes of it when they answer."""

from mingus.ledger.formats import Choice


def test_an_answer_is_certain_says_whose_it_is_and_keeps_the_alternatives() -> None:
    guessed = Choice("mdy", certain=False, why="Both fit.", candidates=("mdy", "dmy"))
    answered = guessed.corrected("dmy")
    assert answered == Choice("dmy", certain=True, why="You chose this.", candidates=("mdy", "dmy"))


def test_the_guess_itself_is_not_changed() -> None:
    guessed = Choice("mdy", certain=False, why="Both fit.", candidates=("mdy", "dmy"))
    guessed.corrected("dmy")
    assert (guessed.value, guessed.certain, guessed.why) == ("mdy", False, "Both fit.")


def test_confirming_the_guess_settles_it_too() -> None:
    assert Choice("mdy", certain=False, why="Both fit.").corrected("mdy").certain
