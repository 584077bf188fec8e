import io

from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.formats.ofx_pieces import pieces

PARTS = [
    "<STMTTRN>",
    "</STMTTRN>",
    "<NAME>a\n",
    "</BANKTRANLIST>",
    "<STMTTRNRS>",
    "</STMTTRNRS>",
    "\n",
    "x",
    "<STMTTRNP>",
]


def test_rows_and_what_is_between_them_are_told_apart() -> None:
    text = "<OFX>\n<STMTTRNRS>\n<STMTTRN><A>1</STMTTRN>\n<STMTTRN><A>2\n<STMTTRN><A>3</BANKTRANLIST></OFX>"
    rows = [(piece.line, piece.text.strip()) for piece in pieces(io.StringIO(text)) if piece.is_row]
    assert rows == [(3, "<STMTTRN><A>1"), (4, "<STMTTRN><A>2"), (5, "<STMTTRN><A>3")]


class Trickle(io.StringIO):
    """Text that comes a few characters at a time."""

    def __init__(self, text: str, portion: int) -> None:
        super().__init__(text)
        self._portion = portion

    def read(self, size: int | None = -1, /) -> str:
        return super().read(self._portion if size else 0)


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join), st.integers(1, 60))
def test_nothing_is_lost_wherever_the_portions_end(text: str, portion: int) -> None:
    at_once = list(pieces(io.StringIO(text + " " * 99)))
    in_portions = list(pieces(Trickle(text + " " * 99, portion)))
    assert "".join(piece.text for piece in in_portions).startswith(text)
    assert [piece for piece in in_portions if piece.is_row] == [piece for piece in at_once if piece.is_row]
