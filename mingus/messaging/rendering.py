"""From a template and facts to a letter, as text and as HTML. A letter is whole here; later it is only carried.

Templates lie in the package that sends: `mingus/identity/templates/mail/identity/verify_email.{txt,html}`, and are
called "identity/verify_email". The first line of the text is `Subject: …`.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from email.errors import MessageError
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson
from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from mingus.core.errors import Refused

MINGUS: Final = Path(__file__).parents[1]
SUBJECT: Final = "Subject: "
FOOT: Final = "-- \nMingus. Nobody from Mingus ever asks for your password.\n"
_NAME: Final = re.compile(r"([a-z_]+)/[a-z_]+\.(?:txt|html)")


@dataclass(frozen=True)
class Letter:
    """What somebody will read."""

    to: str
    subject: str
    text: str
    html: str
    unsubscribe: str = ""
    """The address that ends mails of this kind; '' for mails that somebody caused and needs."""

    def as_json(self) -> str:
        """The letter as it is sealed."""
        return orjson.dumps(asdict(self)).decode()

    @classmethod
    def from_json(cls, text: str) -> "Letter":
        """The letter that `as_json` wrote."""
        return cls(**orjson.loads(text))


def render(template: str, to: str, facts: Mapping[str, Any], *, unsubscribe: str = "") -> Letter:
    """The letter. Raises Refused when `to` is no address; a fact that the template misses is our own fault."""
    facts = {**facts, "unsubscribe": unsubscribe}
    first, _, rest = _templates().get_template(f"{template}.txt").render(facts).partition("\n")
    assert first.startswith(SUBJECT), template
    subject = " ".join(first.removeprefix(SUBJECT).split())
    html = _templates().get_template(f"{template}.html").render(facts, subject=subject)
    return Letter(address_of(to), subject, f"{rest.strip()}\n\n{FOOT}", html, unsubscribe)


def address_of(to: str) -> str:
    """The address with its domain as mail servers know it. Raises Refused for what is none, or hides a second line."""
    from email.headerregistry import Address  # brings a parser of headers, which no start needs

    local, _, domain = to.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode()
        return Address(addr_spec=f"{local}@{ascii_domain}").addr_spec if to.isprintable() else _no_address()
    except (MessageError, ValueError, IndexError):
        return _no_address()


def _no_address() -> str:
    raise Refused("This does not look like an e-mail address.")


@cache
def _templates() -> Environment:
    return Environment(
        loader=FunctionLoader(_source),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _source(name: str) -> tuple[str, str, None] | None:
    """The file of a template. Names are ours, and a name that is not cannot leave the folders of templates."""
    named = _NAME.fullmatch(name)
    file = MINGUS / named[1] / "templates" / "mail" / name if named else None
    return (file.read_text(), str(file), None) if file and file.is_file() else None
