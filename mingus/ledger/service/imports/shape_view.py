"""How a CSV file is read, in words: each choice with its alternatives, how sure it is and why."""

from dataclasses import dataclass
from typing import Final

from mingus.ledger.formats import CsvShape

ROLES: Final = {
    "": "Leave out",
    "date": "Date",
    "description": "Text",
    "memo": "Memo",
    "amount": "Amount",
    "debit": "Money out",
    "credit": "Money in",
    "indicator": "In or out (DR, CR)",
    "balance": "Balance",
    "category": "Category",
    "currency": "Currency",
    "account": "Account",
    "status": "Pending or posted",
    "source_id": "Bank’s number",
    "check_number": "Check number",
    "transacted_on": "Day of purchase",
    "value_on": "Value date",
}
QUESTIONS: Final = {
    "date_order": ("Dates", {"ymd": "Year, month, day", "mdy": "Month, day, year", "dmy": "Day, month, year"}),
    "decimal_mark": ("Decimals", {".": "1,234.56 (point)", ",": "1.234,56 (comma)"}),
    "sign": (
        "Signs",
        {
            "as_written": "Minus means money out",
            "inverted": "Plus means money out (cards)",
            "debit_credit": "Two columns, out and in",
            "debit_credit_signed": "Two columns with signs of their own",
            "debit_credit_owed": "Two columns, money in with a minus (cards)",
            "indicator": "A column says which",
        },
    ),
    "delimiter": ("Between columns", {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar"}),
}
ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp1252": "Windows (Western)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (big-endian)",
    "iso8859-15": "ISO 8859-15",
    "mac-roman": "Mac",
}


@dataclass(frozen=True)
class ChoiceView:
    """One question about the file with its answer so far."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]
    certain: bool
    why: str


@dataclass(frozen=True)
class ColumnView:
    """A column of the file: its header and the meaning it was given."""

    number: int
    header: str
    role: str


@dataclass(frozen=True)
class ShapeView:
    """Everything the page asks and shows about how a CSV file is read."""

    choices: list[ChoiceView]
    columns: list[ColumnView]
    columns_why: str
    columns_certain: bool
    roles: list[tuple[str, str]]
    sample: list[tuple[int, tuple[str, ...]]]


def view_of(shape: CsvShape) -> ShapeView:
    """`shape` in words."""
    roles = {column: role for role, column in shape.columns.value.items()}
    width = max([len(shape.header), *(len(cells) for _, cells in shape.sample)], default=0)
    headers = [*shape.header, *(f"Column {number + 1}" for number in range(len(shape.header), width))]
    return ShapeView(
        choices=[_choice(shape, name) for name in QUESTIONS] + [_encoding(shape), _currency(shape)],
        columns=[ColumnView(n, header, roles.get(n, "")) for n, header in enumerate(headers)],
        columns_why=shape.columns.why,
        columns_certain=shape.columns.certain,
        roles=list(ROLES.items()),
        sample=list(shape.sample[:5]),
    )


def _choice(shape: CsvShape, name: str) -> ChoiceView:
    label, words = QUESTIONS[name]
    choice = getattr(shape, name)
    return ChoiceView(name, label, choice.value, list(words.items()), choice.certain, choice.why)


def _encoding(shape: CsvShape) -> ChoiceView:
    said = shape.encoding
    options = dict.fromkeys([said.value, *said.candidates, "utf-8", "cp1252", "utf-16"])
    named = [(value, ENCODINGS.get(value, value)) for value in options]
    return ChoiceView("encoding", "Letters", said.value, named, said.certain, said.why)


def _currency(shape: CsvShape) -> ChoiceView:
    said = shape.currency
    options = dict.fromkeys([said.value, *said.candidates, "USD", "EUR", "GBP", "CAD"])
    return ChoiceView("currency", "Currency", said.value, [(code, code) for code in options], said.certain, said.why)
