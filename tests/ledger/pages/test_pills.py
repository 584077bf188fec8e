from mingus.core.ids import new_id
from mingus.ledger.pages.pills import Pills
from mingus.ledger.service.choosing import Choices

GROCERIES, ODD = new_id(), new_id()
OFFERED = Choices([], [], [("Spending", [(str(GROCERIES), "Groceries"), (str(ODD), "<b>Odd & ends</b>")])], {})


def test_the_rows_own_category_is_chosen() -> None:
    options = Pills(OFFERED)(GROCERIES, "Groceries")
    assert f'<option value="{GROCERIES}" selected>Groceries</option>' in options
    assert options.count("selected") == 1


def test_without_a_category_uncategorized_is_chosen() -> None:
    assert '<option value="" selected>Uncategorized</option>' in Pills(OFFERED)(None, None)


def test_a_category_hidden_since_stays_until_another_is_chosen() -> None:
    hidden = new_id()
    options = Pills(OFFERED)(hidden, "Old & gone")
    assert options.startswith(f'<option value="{hidden}" selected>Old &amp; gone</option>')
    assert options.count("selected") == 1


def test_names_are_shown_as_text() -> None:
    assert "&lt;b&gt;Odd &amp; ends&lt;/b&gt;" in Pills(OFFERED)(None, None)
