"""How many tests ran, read from the closing line that pytest prints."""

import re
from typing import Final

_ANSI: Final = re.compile(rb"\x1b\[[0-9;]*m")
_CLOSING: Final = re.compile(
    rb"^(?:=+ )?((?:[0-9]{1,9} [a-z]+, )*[0-9]{1,9} [a-z]+|no tests ran) in [0-9.]+s(?: \([0-9:]+\))?(?: =+)?\s*$"
)
_COUNT: Final = re.compile(rb"([0-9]+) (passed|failed|skipped|errors?|xfailed|xpassed)")
_LONGEST_LINE_BYTES: Final = 4096


class TestCounts:
    """Adds up every closing line in what is fed; a suite that runs pytest twice has two."""

    __test__ = False

    def __init__(self) -> None:
        self.figures: dict[str, int] = {}
        self._line = b""

    def feed(self, piece: bytes) -> None:
        """Take the next piece of output, wherever it was cut."""
        *lines, rest = (self._line + piece).split(b"\n")
        for line in lines:
            self._read(line)
        self._line = rest[-_LONGEST_LINE_BYTES:]

    def end(self) -> None:
        """The output is over; a last line may lack its end."""
        self._read(self._line)
        self._line = b""

    def _read(self, line: bytes) -> None:
        closing = _CLOSING.match(_ANSI.sub(b"", line[-_LONGEST_LINE_BYTES:]).strip())
        if not closing:
            return
        self.figures.setdefault("tests_passed", 0)
        for count, word in _COUNT.findall(closing[1]):
            name = f"tests_{word.decode().removesuffix('s')}"
            self.figures[name] = self.figures.get(name, 0) + int(count)
