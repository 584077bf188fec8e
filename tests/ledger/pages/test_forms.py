import pytest
from apiflask import APIFlask

from mingus.core.errors import Refused
from mingus.ledger.pages import forms


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("card", "412.30", "-412.30"),
        ("loan", "-20", "20"),
        ("loan", "−20", "20"),
        ("checking", "-5", "-5"),
        ("card", "", ""),
    ],
)
def test_what_is_owed_is_kept_below_zero(kind: str, typed: str, kept: str) -> None:
    assert forms.account_fields({"kind": kind, "opening_balance": typed})["opening_balance"] == kept


def test_a_box_that_was_not_checked_was_still_answered() -> None:
    assert forms.account_fields({"name": "x"})["is_private"] == "off"
    assert forms.account_fields({"name": "x", "is_private": "on"})["is_private"] == "on"


def test_an_empty_number_changes_nothing_unless_it_is_to_be_forgotten() -> None:
    assert "number" not in forms.account_changes({"number": ""})
    assert forms.account_changes({"number": "", "forget_number": "on"})["number"] == ""


def test_a_refusal_without_a_field_stands_over_the_form() -> None:
    assert forms.faults(Refused("No.")) == {"form": "No."}
    assert forms.faults(Refused("No.", fields={"name": "Taken."})) == {"name": "Taken."}


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://localhost/transactions?q=bee", "/transactions?q=bee"),
        ("http://localhost/accounts", "/transactions"),
        ("http://evil.example/transactions?q=bee", "/transactions"),
        ("", "/transactions"),
    ],
)
def test_the_way_back_is_a_page_of_ours_or_the_list(app: APIFlask, came_from: str, back: str) -> None:
    with app.test_request_context("/", headers={"Referer": came_from}):
        assert forms.back_to("/transactions") == back
