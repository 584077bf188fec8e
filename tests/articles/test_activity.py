from mingus.core.activity import tellings


def test_what_operators_do_to_articles_is_told_to_no_household() -> None:
    assert tellings()["ArticleChanged"].audience == "nobody"
