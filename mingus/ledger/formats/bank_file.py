"""The front door to bank files: open one, see what was inferred, read its events."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

from mingus.core.errors import TooLarge
from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.csv_infer import infer_shape
from mingus.ledger.formats.csv_rows import read_csv
from mingus.ledger.formats.csv_shape import CsvShape
from mingus.ledger.formats.ofx import read_ofx
from mingus.ledger.formats.rows import Events
from mingus.ledger.formats.sniff import HEAD_BYTES, declared_encoding, sniff
from mingus.ledger.formats.text import MAX_BYTES, choose_encoding, known_encoding, refuse_large

_SPOOL_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BankFile:
    """An opened file. `format` is csv, ofx1, ofx2 or qfx; `shape` is None unless it is CSV."""

    format: str
    encoding: Choice[str]
    shape: CsvShape | None
    stream: BinaryIO

    def events(self) -> Events:
        """The events from the start of the file, each time anew. BadFile may come at the end of a cut-off file."""
        if self.shape is not None:
            return read_csv(self.stream, self.shape)
        return read_ofx(self.stream, self.encoding.value)


def open_file(
    stream: BinaryIO,
    *,
    shape: CsvShape | None = None,
    corrections: Mapping[str, Any] | None = None,
    remembered: Mapping[str, Any] | None = None,
    default_currency: str = "USD",
) -> BankFile:
    """The bank file in `stream`, which stays the caller's to close. Raises BadFile or TooLarge for anything else.

    A confirmed `shape` is used as it is; otherwise it is inferred, with `corrections` taken as certain and the choices
    `remembered` under the shape's `header_signature()`. Of an OFX file only the encoding can be corrected.
    """
    seekable = stream if stream.seekable() else _spooled(stream)
    refuse_large(seekable)
    head = seekable.read(HEAD_BYTES)
    kind = sniff(head)
    if kind == "csv":
        found = shape or infer_shape(
            seekable, corrections=corrections, remembered=remembered, default_currency=default_currency
        )
        return BankFile(kind, found.encoding, found, seekable)
    if corrections and "encoding" in corrections:
        encoding = Choice(known_encoding(corrections["encoding"]), True, "You chose this.")
    else:
        encoding = choose_encoding(seekable, declared=declared_encoding(head))
    return BankFile(kind, encoding, None, seekable)


def _spooled(stream: BinaryIO) -> BinaryIO:
    """A copy that can be read twice, on disk beyond a megabyte."""
    copy = SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115 (it lives as long as the BankFile)
    copied = 0
    while chunk := stream.read(io.DEFAULT_BUFFER_SIZE * 8):
        copied += len(chunk)
        if copied > MAX_BYTES:
            copy.close()
            raise TooLarge(f"Mingus takes files up to {MAX_BYTES // 2**20} MB.")
        copy.write(chunk)
    return copy  # type: ignore[return-value]  # it has all that BinaryIO promises and we use
