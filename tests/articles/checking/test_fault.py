from mingus.articles.checking.fault import Fault


def test_a_fault_is_one_line_that_names_its_article() -> None:
    assert Fault("on-debt", "figure", "7 percent").line() == "on-debt: figure: 7 percent"
    assert Fault("", "cell", "be has 3").line() == "library: cell: be has 3"
