from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mingus.core.errors import Refused
from mingus.core.fields import (
    AmountText,
    CalendarDate,
    Currency,
    EmptyIsNone,
    Flag,
    Incoming,
    Line,
    Name,
    Note,
    PositiveAmountText,
    money_of,
)
from mingus.core.web import field_errors


class Everything(Incoming):
    amount: AmountText = "1"
    price: PositiveAmountText = "1"
    currency: Currency = "USD"
    name: Name = "x"
    line: Line = "x"
    note: Note = ""
    due_on: Annotated[date | None, EmptyIsNone] = None


def read(**given: Any) -> Everything:
    return Everything.model_validate(given)


@pytest.mark.parametrize(
    ("given", "read_as"),
    [("12.50", "12.50"), (12, "12"), (Decimal("12.50"), "12.50"), (" $1,200.5 ", "1200.5"), ("-3", "-3"),
     (Decimal("1E+3"), "1000"), ("−3", "−3")],
)  # fmt: skip
def test_amounts_stay_the_text_they_were(given: Any, read_as: str) -> None:
    assert read(amount=given).amount == read_as


@pytest.mark.parametrize(
    "given",
    [1.5, True, None, [], {}, Decimal("NaN"), Decimal("Infinity"), Decimal("1e999999999")],
)
def test_what_is_no_text_or_whole_number_is_no_amount(given: Any) -> None:
    with pytest.raises(ValidationError):
        read(amount=given)


@pytest.mark.parametrize("given", ["NaN", "Infinity", "1e9", "abc", "1.001", "9" * 17])
def test_what_is_no_money_is_refused_at_its_field(given: Any) -> None:
    with pytest.raises(Refused) as caught:
        money_of(read(amount=given).amount, "USD", "amount")
    assert list(caught.value.fields) == ["amount"]


@pytest.mark.parametrize("given", ["0", "0.00", "-1", "−1", 0, -5])
def test_a_positive_amount_is_more_than_zero(given: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        read(price=given)
    assert field_errors(caught.value) == {"price": "Must be more than zero"}


@pytest.mark.parametrize("given", ["", "$", "abc", "NaN"])
def test_what_has_no_digit_is_said_to_be_no_amount(given: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        read(price=given)
    assert field_errors(caught.value) == {"price": "Must be an amount such as 12.50"}


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        read(household_id="x")
    assert field_errors(caught.value) == {"household_id": "This field is not known here."}


def test_nothing_changes_after_the_check() -> None:
    with pytest.raises(ValidationError):
        read().name = "y"  # type: ignore[misc]  # the test is that it fails


@pytest.mark.parametrize(("field", "longest"), [("name", 80), ("line", 200), ("note", 2000)])
def test_text_ends_where_it_must_and_says_where(field: str, longest: int) -> None:
    assert len(getattr(read(**{field: "x" * longest}), field)) == longest
    with pytest.raises(ValidationError) as caught:
        read(**{field: "x" * (longest + 1)})
    assert field_errors(caught.value) == {field: f"Use at most {longest} characters."}


@pytest.mark.parametrize("field", ["name", "line"])
@pytest.mark.parametrize("text", ["a\nb", "a\x00b", "a\x1bb", "a\x7fb", "\ud800"])
def test_a_line_has_no_control_characters(field: str, text: str) -> None:
    with pytest.raises(ValidationError):
        read(**{field: text})


def test_a_blank_name_is_no_name() -> None:
    with pytest.raises(ValidationError) as caught:
        read(name="   ")
    assert field_errors(caught.value) == {"name": "Please fill this in."}


def test_a_note_keeps_its_lines_and_no_other_control_character() -> None:
    assert read(note="one\r\ntwo\tthree").note == "one\ntwo\tthree"
    with pytest.raises(ValidationError):
        read(note="a\x00b")


def test_the_same_letters_are_stored_the_same() -> None:
    assert read(name="Cafe\u0301").name == "Café"


def test_a_field_left_empty_is_none() -> None:
    assert read(due_on="").due_on is None
    assert read(due_on="2026-11-30").due_on == date(2026, 11, 30)


def test_a_currency_is_written_in_capitals() -> None:
    assert read(currency="eur").currency == "EUR"
    with pytest.raises(ValidationError):
        read(currency="euro")


@pytest.mark.parametrize("said", ["12,50", "1,2", "1,23,456", "1.250,00", ",5", "1,0000"])
def test_a_comma_that_could_mean_two_things_is_asked_about(said: str) -> None:
    with pytest.raises(ValidationError, match="point before the cents"):
        TypeAdapter(AmountText).validate_python(said)


@pytest.mark.parametrize(("said", "read"), [("1,250.50", "1250.50"), ("$12,345,678", "12345678"), ("-1,000", "-1000")])
def test_commas_between_thousands_are_read_over(said: str, read: str) -> None:
    assert TypeAdapter(AmountText).validate_python(said) == read


@pytest.mark.parametrize(
    "given", [0, "0", 1762128000, "20261103", "2026-11-03T00:00:00", True, "03.11.2026", "２０２６-11-03"]
)
def test_a_day_is_written_in_one_way_alone(given: Any) -> None:
    """Pydantic alone would read 0 as the first day of 1970."""
    with pytest.raises(ValidationError):
        TypeAdapter(CalendarDate).validate_python(given)


def test_a_day_is_a_date_or_its_text() -> None:
    for given in ("2026-11-03", " 2026-11-03 ", date(2026, 11, 3)):
        assert TypeAdapter(CalendarDate).validate_python(given) == date(2026, 11, 3)


@pytest.mark.parametrize("given", [0, 1, Decimal(1), "maybe", "", None, []])
def test_a_flag_is_no_number(given: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Flag).validate_python(given)


@pytest.mark.parametrize(("given", "meant"), [(True, True), ("on", True), ("0", False), (False, False)])
def test_a_flag_is_yes_or_no_or_a_form_s_word_for_it(given: Any, meant: bool) -> None:  # noqa: FBT001  a case of the table
    assert TypeAdapter(Flag).validate_python(given) is meant


def test_an_amount_far_too_small_for_any_currency_is_short_and_no_money() -> None:
    text = TypeAdapter(AmountText).validate_python(Decimal("-1e-999999999"))
    assert len(text) < 40
    with pytest.raises(Refused, match="not an amount of money"):
        money_of(text, "USD", "amount")
