from mingus.identity.rules import completion_percentage


def test_completion_counts_what_is_given_and_never_rounds_up() -> None:
    assert completion_percentage(["a", "b", "c"]) == 100
    assert completion_percentage(["a", None, " "]) == 33
    assert completion_percentage(["a", "b", ""]) == 66
    assert completion_percentage([]) == 0
