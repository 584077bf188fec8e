import io
import json

import pytest

from mingus.core.errors import Refused
from mingus.ledger.formats.csv_infer import infer_shape
from mingus.ledger.formats.csv_shape import CsvShape

TEXT = "Date,Payee,Amount\n03/04/2026,Café,-1.00\n"


def test_a_shape_survives_json() -> None:
    shape = infer_shape(io.BytesIO(TEXT.encode("cp1252")))
    assert CsvShape.from_json(json.loads(json.dumps(shape.to_json()))) == shape


def test_answers_settle_questions() -> None:
    shape = infer_shape(io.BytesIO(TEXT.encode()))
    assert shape.questions() == ["date_order", "currency"]
    settled = shape.apply({"date_order": "dmy", "currency": "EUR"})
    assert settled.questions() == []
    assert settled.date_order.why == "You chose this."


def test_signatures_tell_banks_apart_by_their_headers() -> None:
    first, second, third = (
        infer_shape(io.BytesIO(f"{header}\n2026-01-13,Shop,-1.00\n".encode())).header_signature()
        for header in ("Date,Payee,Amount", "DATE, payee ,Amount", "Date,Name,Amount")
    )
    assert first == second != third


def test_meaningless_answers_are_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        infer_shape(io.BytesIO(TEXT.encode())).apply({"sign": "sideways"})
    assert refused.value.fields == {"sign": "unknown"}
