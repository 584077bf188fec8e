"""What kinds of files may be attached, told by their first bytes, and how large they and a picture in them may be."""

from dataclasses import dataclass
from typing import Final

from mingus.core.errors import BadFile

MAX_DOCUMENT_BYTES: Final = 10 * 2**20
HEAD_BYTES: Final = 262  # what filetype looks at
MAX_NAME: Final = 200
GENERIC: Final = frozenset({"", "application/octet-stream", "binary/octet-stream"})
WANTED: Final = "Mingus keeps JPEG, PNG and WebP pictures and PDF."


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be attached; `ending` is the one its name gets."""

    media_type: str
    words: str
    endings: tuple[str, ...]

    @property
    def is_picture(self) -> bool:
        """Whether it is drawn anew before it is kept."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True)
class Examined:
    """A file that may be kept: `content` is drawn anew where it is a picture."""

    file_name: str
    kind: Kind
    content: bytes


KINDS: Final = {
    kind.media_type: kind
    for kind in (
        Kind("image/jpeg", "JPEG picture", (".jpg", ".jpeg")),
        Kind("image/png", "PNG picture", (".png",)),
        Kind("image/webp", "WebP picture", (".webp",)),
        Kind("application/pdf", "PDF", (".pdf",)),
    )
}
ACCEPT: Final = ",".join(KINDS)
"""For the `accept` of a form."""


def kind_of(head: bytes, declared: str) -> Kind:
    """The kind that the first bytes of a file show. Raises BadFile for all others, and where another is declared.

    A picture may call itself another picture: phones do, and it is drawn anew under its true kind.
    """
    import filetype

    found = filetype.guess_mime(bytearray(head))
    kind = KINDS.get(found or "")
    if kind is None:
        raise BadFile(f"This is no file that can be attached. {WANTED}")
    said = declared.partition(";")[0].strip().lower()
    if said not in GENERIC and (said not in KINDS or KINDS[said].is_picture != kind.is_picture):
        raise BadFile(f"This file says that it is {said[:60]}, and it is a {kind.words}. {WANTED}")
    return kind


def name_for(file_name: str, kind: Kind) -> str:
    """The file's own name with an ending of its true kind."""
    stem, dot, ending = file_name.rpartition(".")
    if f"{dot}{ending}".lower() in kind.endings:
        return file_name
    return f"{stem or file_name}{kind.endings[0]}"


def safe_name(name: str) -> str:
    """The last part of the path some browsers send, without control characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(character for character in last if character.isprintable()).strip()
    return plain[:MAX_NAME] or "file"
