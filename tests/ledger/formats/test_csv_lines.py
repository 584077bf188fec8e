import io

import pytest

from mingus.core.errors import BadFile
from mingus.ledger.formats.csv_lines import MAX_COLUMNS, MAX_FIELD_CHARACTERS, records


def all_records(text: str, delimiter: str = ",") -> list[tuple[int, list[str]]]:
    return list(records(io.BytesIO(text.encode()), "utf-8", delimiter))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_records_name_the_line_they_start_on(newline: str) -> None:
    text = newline.join(["a,b", '"c', 'd",e', "", '"f""g",h'])
    assert [(line, len(cells)) for line, cells in all_records(text)] == [(1, 2), (2, 2), (5, 2)]
    assert all_records(text)[-1][1] == ['f"g', "h"]


def test_limits_are_exact() -> None:
    assert len(all_records("," * (MAX_COLUMNS - 1))[0][1]) == MAX_COLUMNS
    with pytest.raises(BadFile, match="1,001 columns"):
        all_records("," * MAX_COLUMNS)
    assert all_records("a" * MAX_FIELD_CHARACTERS)
    with pytest.raises(BadFile, match="64 KB"):
        all_records("a" * (MAX_FIELD_CHARACTERS + 1))
