import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core.errors import BadFile, TooLarge
from mingus.ledger.formats.text import MAX_BYTES, choose_encoding, known_encoding, refuse_large, text_of

WESTERN = "Bäckerei Süß, Café Montréal, Señor, 5 € – ok"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_of_banks_are_recognised(encoding: str) -> None:
    stream = io.BytesIO(f"Date,Payee\n2026-01-01,{WESTERN}\n".encode(encoding))
    with text_of(stream, choose_encoding(stream).value) as text:
        assert WESTERN in text.read()


def test_the_whole_file_decides() -> None:
    stream = io.BytesIO(b"2026-01-01,plain,1\n" * 60_000 + "2026-01-01,Café,1\n".encode("cp1252"))
    assert choose_encoding(stream).value == "cp1252"


def test_a_header_is_believed_unless_the_bytes_disagree() -> None:
    cyrillic = io.BytesIO("Магазин продуктов".encode("cp1251"))
    assert choose_encoding(cyrillic, declared="cp1251").value == "cp1251"
    lying = io.BytesIO("Café".encode())
    assert choose_encoding(lying, declared="cp1252").value == "utf-8"


def test_rare_encodings_are_proposed_not_certain() -> None:
    stream = io.BytesIO(("Магазин продуктов, оплата картой в супермаркете\n" * 20).encode("cp1251"))
    found = choose_encoding(stream)
    assert not found.certain
    with text_of(stream, found.value) as text:
        assert "оплата картой" in text.read()


def test_control_characters_are_no_text() -> None:
    with pytest.raises(BadFile, match="control characters"):
        choose_encoding(io.BytesIO(b"Date,Amount\n2026-01-01,\x001\n" * 3000))


def test_bytes_of_another_encoding_are_refused_while_reading() -> None:
    with pytest.raises(BadFile, match="utf-8"), text_of(io.BytesIO(b"caf\xe9!"), "utf-8") as text:
        text.read()


def test_the_stream_stays_open() -> None:
    stream = io.BytesIO(b"a")
    with text_of(stream, "utf-8") as text:
        text.read()
    assert not stream.closed


@pytest.mark.parametrize("name", ["klingon", "base64", "hex", "", "zlib", "utf-8\0"])
def test_only_encodings_of_text_are_known(name: str) -> None:
    with pytest.raises(BadFile):
        known_encoding(name)
    assert known_encoding("Latin-1") == "iso8859-1"


def test_more_than_fifty_megabytes_are_refused() -> None:
    class Big(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            return super().seek(offset, whence) if whence == 0 else MAX_BYTES + 1

    with pytest.raises(TooLarge, match="50 MB"):
        refuse_large(Big())


@given(st.binary(max_size=3000))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    stream = io.BytesIO(content)
    try:
        encoding = choose_encoding(stream).value
        with text_of(stream, encoding) as text:
            text.read()
    except BadFile:
        return  # refused with a sentence, which is fine
