"""How a CSV file is read, in the words of the page."""

import io

import pytest

from mingus.ledger.formats.csv_infer import infer_shape
from mingus.ledger.formats.csv_shape import SIGNS
from mingus.ledger.formats.headers import ROLES as KNOWN_ROLES
from mingus.ledger.service.imports.shape_view import ROLES, ShapeView, view_of


def view(text: str, encoding: str = "utf-8") -> ShapeView:
    return view_of(infer_shape(io.BytesIO(text.encode(encoding))))


PLAIN = "Date,Payee,Amount,Whatever\n03/04/2026,Café,-1.00,x\n"


def test_every_choice_offers_its_answer_and_says_how_sure_it_is_and_why() -> None:
    for choice in view(PLAIN).choices:
        assert choice.value in dict(choice.options), choice.name
        assert choice.label
        assert choice.why.endswith(".")
    uncertain = {choice.name for choice in view(PLAIN).choices if not choice.certain}
    assert {"date_order", "currency"} <= uncertain


def test_columns_show_their_headers_and_what_they_were_taken_for() -> None:
    assert [(column.header, column.role) for column in view(PLAIN).columns] == [
        ("Date", "date"),
        ("Payee", "description"),
        ("Amount", "amount"),
        ("Whatever", ""),
    ]


def test_columns_without_a_header_have_a_number() -> None:
    shown = view("2026-01-13,Shop,-1.00\n2026-01-14,Cafe,-2.00\n").columns
    assert [column.header for column in shown] == ["Column 1", "Column 2", "Column 3"]


@pytest.mark.parametrize("sign", SIGNS)
def test_every_way_of_signing_has_its_words(sign: str) -> None:
    shape = infer_shape(io.BytesIO(PLAIN.encode())).apply({"sign": sign})
    signs = next(choice for choice in view_of(shape).choices if choice.name == "sign")
    assert dict(signs.options)[sign]


def test_every_meaning_of_a_column_has_its_words() -> None:
    assert set(KNOWN_ROLES) <= set(ROLES)


def test_the_letters_are_named_as_people_know_them() -> None:
    letters = next(choice for choice in view(PLAIN, "cp1252").choices if choice.name == "encoding")
    assert dict(letters.options)[letters.value] == "Windows (Western)"


def test_the_first_rows_are_there_to_compare_with() -> None:
    assert view(PLAIN).sample[0] == (2, ("03/04/2026", "Café", "-1.00", "x"))
    assert len(view("Date,Payee,Amount\n" + "2026-01-13,A,-1.00\n" * 50).sample) == 5
