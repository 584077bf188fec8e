import pytest

from mingus.core.errors import BadFile
from mingus.ledger.formats.sniff import declared_encoding, refuse_cut_off, sniff


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"Date,Amount\n2026-01-01,1\n", "csv"),
        (b"\xef\xbb\xbfDate;Betrag\n", "csv"),
        ("Date\tAmount\n".encode("utf-16"), "csv"),
        (b"OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><SIGNONMSGSRSV1>", "ofx1"),
        (b"\n\n<OFX><BANKMSGSRSV1>", "ofx1"),
        (b'<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n<OFX>', "ofx2"),
        (b"OFXHEADER:100\n\n<OFX><INTU.BID>1", "qfx"),
        ("OFXHEADER:100\n\n<OFX>".encode("utf-16"), "ofx1"),
        (b"Date,Note,Amount\n2026-01-01,<OFX>,1\n", "csv"),
    ],
)
def test_formats_are_told_by_their_first_bytes(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        (b"PK\x03\x04....[Content_Types].xml", "Excel workbook. Save it as CSV"),
        (b"PK\x03\x04....", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel workbook"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"<html><body>Please sign in", "web page"),
        (b"!Type:Bank\nD01/02/2026", "QIF"),
        (b":20:STARTUMS\n", "MT940"),
        (b'{"transactions": []}', "JSON"),
        (b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">', "CAMT"),
        (b'<?xml version="1.0"?><note/>', "not an OFX file"),
        (b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><OFX>', "entities"),
    ],
)
def test_what_is_no_bank_file_is_refused_with_advice(head: bytes, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        sniff(head)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16"])
def test_an_ending_without_the_end_after_its_last_row_is_cut_off(encoding: str) -> None:
    refuse_cut_off("<STMTTRN><TRNAMT>1</STMTTRN></BANKTRANLIST></OFX>\n".encode(encoding))
    refuse_cut_off("<stmttrn><trnamt>1</stmttrn></ofx>  ".encode(encoding))
    refuse_cut_off("   \n".encode(encoding))
    with pytest.raises(BadFile, match="cut off"):
        refuse_cut_off("</OFX><OFX><STMTTRN><TRNAMT>1</STMTTRN></BANKTRANLIST></OF".encode(encoding))


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"ENCODING:USASCII\nCHARSET:1252\n<OFX>", "cp1252"),
        (b"ENCODING:USASCII\nCHARSET:8859-1\n<OFX>", "cp1252"),
        (b"ENCODING:ISO-8859-1\nCHARSET:NONE\n<OFX>", "cp1252"),
        (b"ENCODING:UTF-8\nCHARSET:NONE\n<OFX>", "utf-8"),
        (b'<?xml version="1.0" encoding="windows-1251"?><OFX>', "cp1251"),
        (b"ENCODING:KLINGON\n<OFX>", None),
        (b"<OFX>CHARSET:1251", None),
    ],
)
def test_the_header_names_its_encoding(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding
