"""Files made to hurt: each is refused with a sentence, in little memory, whatever its size."""

import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingus.core.errors import BadFile, TooLarge
from mingus.ledger import formats

MEGABYTE = 1024 * 1024
HEAD = b"<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>"
ROW = b"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260101<TRNAMT>-1.00<FITID>1<NAME>X</STMTTRN>"
TAIL = b"</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
CSV = b"Date,Payee,Amount\n2026-01-13,Shop,-1.00\n"
ENTITY = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/hostname">]>'


def read(content: bytes) -> formats.Summary:
    return formats.summarise(formats.open_file(io.BytesIO(content)).events())


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("statement.csv", b"0" * 10 * MEGABYTE)
    return target.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a million columns": (lambda: CSV + b"a," * 10**6, "Line 3 is longer"),
    "1,001 columns": (lambda: CSV + b"a," * 1000, "Line 3 has 1,001 columns"),
    "one line of 50 MB": (lambda: b"a" * (50 * MEGABYTE - 1), "Line 1 is longer"),
    "a line of 49 MB further down": (lambda: CSV + b"a" * 49 * MEGABYTE, "Line 3 is longer"),
    "a quotation mark that is never closed": (lambda: CSV + b'2026-01-14,"' + b"abc def\n" * MEGABYTE, "line 3"),
    "a field over 64 KB": (lambda: CSV + b"2026-01-14," + b"a" * 65537 + b",1\n", "64 KB"),
    "over 50 MB": (lambda: b"a" * (50 * MEGABYTE + 1), "50 MB"),
    "50 MB of empty lines": (lambda: b"\n" * (50 * MEGABYTE - 1), "empty"),
    "a ZIP bomb": (zipped, "ZIP"),
    "NUL bytes": (lambda: CSV * 10_000 + b"2026-01-13,Sh\0op,1\n", "control characters"),
    "random bytes": (lambda: random.Random(1).randbytes(5 * MEGABYTE), "control characters"),
    "random bytes above ASCII": (lambda: bytes(range(128, 256)) * 80_000, "encoding"),
    "XML 15 million levels deep": (lambda: b"<?xml version='1.0'?><OFX>" + b"<A>" * 15 * MEGABYTE, "not OFX"),
    "nested rows": (lambda: HEAD + b"<STMTTRN>" * 5 * MEGABYTE, "longer than a megabyte"),
    "a row without end": (lambda: HEAD + b"<STMTTRN><NAME>" + b"a" * 45 * MEGABYTE, "longer than a megabyte"),
    "small tags without end": (lambda: b"<ofx><" + b"a" * 45 * MEGABYTE, "longer than a megabyte"),
    "nothing but <": (lambda: HEAD + b"<" * 45 * MEGABYTE, "not OFX"),
    "entities": (lambda: b'<?xml version="1.0"?>' + ENTITY + b"<OFX>&a;</OFX>", "entities"),
    "entities further down": (lambda: HEAD + b" " * 70_000 + ENTITY + TAIL, "entities"),
    "entities in a row": (lambda: HEAD + ROW.replace(b"X", ENTITY + b"&b;") + TAIL, "entities"),
    "OFX cut off in a row": (lambda: HEAD + ROW * 1000 + ROW[:40], "cut off"),
    "OFX cut off between rows": (lambda: HEAD + ROW * 1000, "cut off"),
    "OFX without an account": (lambda: b"<OFX></OFX>", "no account"),
    "rows without an account": (lambda: b"<OFX>" + ROW + b"</OFX>", "no account"),
    "a letter": (lambda: b"Dear customer,\nplease find attached\n", "does not look like a bank file"),
    "headers only": (lambda: b"Date,Payee,Amount\n", "no transactions"),
    "UTF-16 cut in the middle": (lambda: CSV.decode().encode("utf-16")[:-1], "utf-16"),
    "half a million accounts": (lambda: b"<OFX>" + b"<STMTRS></STMTRS>" * 300_000, "hundreds of thousands"),
}
SLOW_IN_REGEXES = {
    "CDATA opened 50,000 times": HEAD + b"<STMTTRN><NAME>" + b"<![CDATA[aaaa" * 50_000 + b"</STMTTRN>" + TAIL,
    "comments opened 60,000 times": HEAD + b"<STMTTRN><NAME>" + b"<!--aaaaaaaaaaa" * 60_000 + b"</STMTTRN>" + TAIL,
    "half a million &": HEAD + b"<STMTTRN><NAME>" + b"&" * 500_000 + b"</STMTTRN>" + TAIL,
    "headers of parentheses": (b" (" * 30_000 + b",Date\n") * 60 + CSV,
    "dates of blanks": CSV + (b"1" + b" " * 60_000 + b"x,Shop,1\n") * 20 + b"2026-01-14,Shop,2\n" * 40,
    "amounts of digits": CSV + b"2026-01-14,Shop,2\n" * 40 + (b"2026-01-14,Shop," + b"1" * 60_000 + b"x\n") * 20,
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name: str) -> None:
    make, sentence = REFUSED[name]
    with pytest.raises(BadFile, match=sentence):
        read(make())


@pytest.mark.parametrize("name", SLOW_IN_REGEXES)
def test_what_would_cost_a_regex_quadratic_time_is_read_or_refused(name: str) -> None:
    try:
        assert read(SLOW_IN_REGEXES[name]).faults_count
    except BadFile:
        return  # refused with a sentence, which is fine


def test_too_large_has_its_own_answer() -> None:
    with pytest.raises(TooLarge):
        formats.open_file(io.BytesIO(b"a" * (50 * MEGABYTE + 1)))


@pytest.mark.parametrize("content", [CSV + b"2026-01-13,Shop,-1.00\n" * 50_000, HEAD + ROW * 30_000 + TAIL])
def test_memory_does_not_grow_with_the_file(content: bytes) -> None:
    stream = io.BytesIO(content)
    tracemalloc.start()
    try:
        formats.summarise(formats.open_file(stream).events())
        assert tracemalloc.get_traced_memory()[1] < 6 * MEGABYTE
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refuse(content)


WORDS = [b"Date", b",", b";", b"\n", b'"', b"-1.00", b"2026-01-31", b"31/12/2026", b"Amount", b"\xe9", b" ", b"Total"]
TAGS = [b"<STMTTRN>", b"</STMTTRN>", b"<STMTRS>", b"<TRNAMT>1", b"<DTPOSTED>20260101", b"<!", b"<", b"]]>", b"</OFX>"]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(b"".join))
def test_any_words_of_csv_are_read_or_refused(content: bytes) -> None:
    read_or_refuse(b"Date,Amount,Payee\n" + content)


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*TAGS, HEAD, ROW, TAIL]), max_size=30).map(b"".join))
def test_any_tags_of_ofx_are_read_or_refused(content: bytes) -> None:
    read_or_refuse(b"<OFX>" + content)


def read_or_refuse(content: bytes) -> None:
    try:
        assert read(content).faults_count >= 0
    except BadFile:
        return  # refused with a sentence, which is fine
