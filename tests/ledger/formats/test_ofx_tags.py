import pytest

from mingus.core.errors import BadFile
from mingus.ledger.formats.ofx_tags import fields_of, tags_of, unescaped


def test_fields_are_read_with_and_without_closing_tags() -> None:
    assert fields_of("<STMTTRN><A>1<B>2\n<C/>") == {"STMTTRN": "", "A": "1", "B": "2\n", "C": ""}
    assert fields_of("<STMTTRN><A>1</A><B>2</B>") == {"STMTTRN": "", "A": "1", "B": "2"}


def test_comments_and_cdata_are_understood() -> None:
    assert fields_of("<NAME><![CDATA[<b> & c]]><!-- <MEMO>no -->") == {"NAME": "<b> & c"}


def test_entities_of_its_own_are_refused() -> None:
    with pytest.raises(BadFile, match="entities"):
        tags_of('<!ENTITY a "b"><OFX>')


def test_only_tags_that_matter_are_read_between_rows() -> None:
    assert tags_of("<OFX><WHATEVER>1<CURDEF>USD</OFX>") == [("OFX", ""), ("CURDEF", "USD"), ("/OFX", "")]


def test_a_lone_ampersand_stays() -> None:
    assert unescaped("AT&T &amp; &#x41;&unknownentity;") == "AT&T & A&unknownentity;"
