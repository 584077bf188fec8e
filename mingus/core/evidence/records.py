"""What a record of evidence says, and the one form its bytes have, so that a signature and a hash mean something.

Knows no files: `store` keeps records, `verify` proves them, `judgement` says what they are worth.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Kind = Literal["test", "drill", "bench", "attestation", "watch"]
Figure = int | str | bool
KINDS: Final[tuple[str, ...]] = get_args(Kind)

MAX_RECORD_BYTES: Final = 64 * 1024
MAX_ARTEFACT_BYTES: Final = 20 * 1024 * 1024
MAX_ARTEFACTS: Final = 16
MAX_FIGURES: Final = 100
FIRST_HASH: Final = "0" * 64  # what stands before the first record

_NUMBER: Final = r"[1-9][0-9]?"
ID: Final = re.compile(rf"(?:{_NUMBER}\.{_NUMBER}\.{_NUMBER}|[SP]\.{_NUMBER}|M\.{_NUMBER}\.{_NUMBER})")
_MOMENT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
_SAFE_INTEGER: Final = 2**53  # every JSON reader takes these whole


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() != timedelta(0):
        raise ValueError("must be in UTC")
    return moment.astimezone(UTC)


def _printable(text: str) -> str:
    """Words end up on terminals and in mails, where a control character is a trick."""
    if not all(character.isprintable() for character in text):
        raise ValueError("holds a character that can't be printed")
    return text


Moment = Annotated[datetime, AfterValidator(_utc)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
KeyId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Signature = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]
Commit = Annotated[str, StringConstraints(pattern=r"^(?:[0-9a-f]{40}|[0-9a-f]{64})?$")]
BoxId = Annotated[str, StringConstraints(pattern=f"^{ID.pattern}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,60}$")]
Line = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_printable)]
Whole = Annotated[int, Field(ge=-_SAFE_INTEGER, le=_SAFE_INTEGER)]


class Strict(BaseModel):
    """Takes exactly its fields in exactly their types, and never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Artefact(Strict):
    """A file kept beside the records under the hash of its bytes."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_. -]{1,100}$")]
    bytes: Annotated[int, Field(ge=0, le=MAX_ARTEFACT_BYTES)]
    sha256: Digest


class Record(Strict):
    """One piece of evidence, signed, in its place in the chain. `exit_code` is None when nothing ran to its end."""

    id: BoxId
    kind: Kind
    statement: Annotated[Line, StringConstraints(min_length=1)]
    command: tuple[Annotated[str, StringConstraints(max_length=8000)], ...]
    exit_code: Annotated[int, Field(ge=-255, le=255)] | None
    figures: Annotated[dict[Name, Whole | Line | bool], Field(max_length=MAX_FIGURES)]
    artefacts: Annotated[tuple[Artefact, ...], Field(max_length=MAX_ARTEFACTS)]
    commit: Commit
    dirty: bool
    schema_head: Line
    host: Line
    operator: Line
    created_at: Moment
    expires_at: Moment
    number: Annotated[int, Field(ge=1, le=_SAFE_INTEGER)]
    previous: Digest
    key_id: KeyId
    signature: Signature

    @property
    def finished(self) -> bool:
        """Whether what was to run ran to its end; a person's word has nothing to run."""
        return self.exit_code is not None or self.kind == "attestation"

    @property
    def where(self) -> str:
        """Its file inside the store: the box, the moment, the place in the chain."""
        return f"{self.id}/{self.created_at:%Y%m%dT%H%M%S.%fZ}-{self.number}.json"

    @property
    def hash(self) -> str:
        """What the next record names as its predecessor."""
        return hashlib.sha256(canonical(self)).hexdigest()


@dataclass(frozen=True)
class Attachment:
    """A file to keep with a record: a path that is copied, or the bytes themselves."""

    name: str
    source: Path | bytes


@dataclass(frozen=True)
class Draft:
    """What a writer says; the store adds the moment, the place in the chain and the signature."""

    id: str
    kind: Kind
    statement: str
    valid_for: timedelta
    command: tuple[str, ...] = ()
    exit_code: int | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    commit: str = ""
    dirty: bool = False
    schema_head: str = ""
    host: str = ""
    operator: str = ""


def canonical(said: BaseModel) -> bytes:
    """The bytes of its file: JSON with sorted keys and no spaces, moments in UTC with microseconds."""
    return orjson.dumps(_plain(said.model_dump()), option=orjson.OPT_SORT_KEYS)


def signed_bytes(said: BaseModel) -> bytes:
    """What the signature is over: everything but itself."""
    return orjson.dumps(_plain(said.model_dump(exclude={"signature"})), option=orjson.OPT_SORT_KEYS)


def is_id(text: str) -> bool:
    """Whether `text` can be the id of a box: 15.1.2, S.1, P.3, M.1.4."""
    return ID.fullmatch(text) is not None


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime(_MOMENT)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
