"""Tags and their values out of a piece of OFX, in SGML or XML, with or without closing tags."""

import html
import re
from collections.abc import Callable

from mingus.core.errors import BadFile

# Between rows only these matter; all the rest, however much of it, is passed over at the speed of the regex.
_BETWEEN = """OFX STMTRS CCSTMTRS INVSTMTRS LOANSTMTRS AMRTSTMTRS BANKACCTFROM CCACCTFROM INVACCTFROM LOANACCTFROM
    AMRTACCTFROM BANKTRANLISTP LEDGERBAL AVAILBAL CURDEF BANKID BROKERID ACCTID ACCTTYPE BALAMT DTASOF DTSTART DTEND
    MESSAGE"""
_TAG = re.compile(rf"<(/?(?:{'|'.join(_BETWEEN.split())}))\s*/?>([^<]*)")
_OPENING = re.compile(r"<([A-Z][A-Z0-9._]*)\s*/?>([^<]*)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_STRAY = re.compile(r"<(?!/?[A-Z][A-Z0-9._]*\s*/?>)")


def fields_of(block: str) -> dict[str, str]:
    """The tags of one row and their values. Of a tag that occurs twice, the later."""
    pairs = _OPENING.findall(block)
    if len(pairs) + block.count("</") != block.count("<"):
        block = _tamed(block)
        pairs = _OPENING.findall(block)
    if "&" in block:
        pairs = [(name, unescaped(value)) for name, value in pairs]
    return dict(pairs)


def tags_of(text: str) -> list[tuple[str, str]]:
    """The tags between rows that matter, closing ones as “/NAME”, each with the text that follows it."""
    if "<!" in text:
        text = _tamed(text)
    return _TAG.findall(text)


def unescaped(value: str) -> str:
    """`value` with its entities replaced. A lone “&”, as in AT&T, stays."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), value)


def _tamed(text: str) -> str:
    """`text` without comments and CDATA, and with every “<” that opens no tag escaped."""
    text = _replaced(text, "<!--", "-->", lambda _: "")
    text = _replaced(text, "<![CDATA[", "]]>", lambda inner: html.escape(inner, quote=False))
    if "<!" in text and re.search(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)", text, re.IGNORECASE):
        raise BadFile("The file defines entities of its own. No bank does that, so Mingus does not read it.")
    return _STRAY.sub("&lt;", text)


def _replaced(text: str, start: str, end: str, by: Callable[[str], str]) -> str:
    """`text` with what stands between `start` and `end` replaced: in one pass, where a regex could need n²."""
    first, *others = text.split(start)
    done = [first]
    for other in others:
        inner, found, after = other.partition(end)
        done.append(by(inner) + after if found else other)
    return "".join(done)
