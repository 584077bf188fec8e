from mingus.articles.checking import wording

TWELVE = "one two three four five six seven eight nine ten eleven twelve"


def test_sentences_are_counted_with_their_words() -> None:
    assert wording.mean_sentence_words(["It is so. And it stays so, for $1.50 a day."]) == 5.5
    assert wording.mean_sentence_words([]) == 0


def test_longer_words_and_sentences_raise_the_grade() -> None:
    easy, hard = (
        ["The cat sat on the mat."],
        ["Institutional considerations notwithstanding, amortization perpetuates."],
    )
    assert wording.grade(easy) < 3
    assert wording.grade(hard) > 15
    assert wording.grade(["…"]) == 0


def test_syllables_are_about_right() -> None:
    said = {"cat": 1, "money": 2, "like": 1, "little": 2, "saved": 1, "wanted": 2, "compounding": 3, "the": 1}
    assert {word: wording.syllables(word) for word in said} == said


def test_twelve_words_in_a_row_are_a_run_whatever_stands_between_them() -> None:
    texts = {"one": [f"{TWELVE}."], "two": [f"He said: “{TWELVE.upper()}”!"], "three": [TWELVE.replace("six", "6")]}
    assert wording.shared_runs(texts) == [("one", "two", TWELVE)]
