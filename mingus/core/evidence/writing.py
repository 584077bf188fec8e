"""Makes a draft into the next record of a chain: completed, checked, signed."""

import os
import re
import stat
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from mingus.core.errors import Refused
from mingus.core.evidence import files
from mingus.core.evidence.keys import Keys
from mingus.core.evidence.reading import Head, Signed
from mingus.core.evidence.records import (
    FIRST_HASH,
    MAX_ARTEFACT_BYTES,
    MAX_ARTEFACTS,
    MAX_RECORD_BYTES,
    Artefact,
    Attachment,
    Draft,
    Record,
    canonical,
    signed_bytes,
)

LONGEST_VALID: Final = timedelta(days=400)
SLEW: Final = timedelta(seconds=5)  # so much a clock goes back while it is being kept right
_NO_SIGNATURE: Final = "0" * 128


def keep(attachments: tuple[Attachment, ...], folder: Path) -> tuple[Artefact, ...]:
    """The attachments, copied into `folder` under their hashes. Raises Refused for what can't be kept."""
    if len(attachments) > MAX_ARTEFACTS:
        raise Refused(f"At most {MAX_ARTEFACTS} files go with one record.")
    return tuple(_kept(attachment, folder) for attachment in attachments)


def next_record(
    draft: Draft, artefacts: tuple[Artefact, ...], *, head: Head | None, keys: Keys, now: datetime
) -> Record:
    """The signed record that follows `head`. Raises Refused when the draft says what no record may say."""
    _check_duration(draft.valid_for)
    moment = _moment_after(head, now)
    said = {
        **_said(draft),
        "artefacts": artefacts,
        "created_at": moment,
        "expires_at": moment + draft.valid_for,
        "number": head.number + 1 if head else 1,
        "previous": head.hash if head else FIRST_HASH,
    }
    try:
        record = seal(said, keys)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Refused(f"Evidence can't say this: {place}: {first['msg'].removeprefix('Value error, ')}.") from None
    if len(canonical(record)) > MAX_RECORD_BYTES:
        raise Refused(f"The record is longer than {MAX_RECORD_BYTES:,} bytes. Attach a file instead.")
    return record


def next_head(head: Head | None, record: Record, keys: Keys) -> Head:
    """The signed end of the chain once `record` is in it."""
    newest = {**(head.newest if head else {}), f"{record.id} {record.kind}": record.where}
    said = {"number": record.number, "hash": record.hash, "created_at": record.created_at, "newest": newest}
    return _signed(Head.model_validate({**said, "key_id": keys.own_id, "signature": _NO_SIGNATURE}), keys)


def seal(said: dict[str, Any], keys: Keys) -> Record:
    """A record that says `said`, signed. Raises ValidationError."""
    return _signed(Record.model_validate({**said, "key_id": keys.own_id, "signature": _NO_SIGNATURE}), keys)


def _signed(said: Signed, keys: Keys) -> Signed:
    return said.model_copy(update={"signature": keys.sign(signed_bytes(said))})


def _kept(attachment: Attachment, folder: Path) -> Artefact:
    name = re.sub(r"[^A-Za-z0-9_. -]", "_", attachment.name)[-100:] or "file"
    try:
        if isinstance(attachment.source, bytes):
            digest, length = files.keep_copy(BytesIO(attachment.source), folder, MAX_ARTEFACT_BYTES)
        else:
            digest, length = _copied(attachment.source, folder)
    except OverflowError:
        raise Refused(f"{attachment.name} is larger than {MAX_ARTEFACT_BYTES // 1024 // 1024} MB.") from None
    return Artefact(name=name, bytes=length, sha256=digest)


def _copied(source: Path, folder: Path) -> tuple[str, int]:
    try:
        descriptor = os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Refused(f"{source} can't be read: {error.strerror}.") from None
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise Refused(f"{source} is no plain file.")
    with os.fdopen(descriptor, "rb") as file:
        if found.st_size > MAX_ARTEFACT_BYTES:
            raise OverflowError
        return files.keep_copy(file, folder, MAX_ARTEFACT_BYTES)


def _check_duration(valid_for: timedelta) -> None:
    if not timedelta(0) < valid_for <= LONGEST_VALID:
        raise Refused(f"Evidence is valid for at least a moment and at most {LONGEST_VALID.days} days.")


def _moment_after(head: Head | None, now: datetime) -> datetime:
    """Now, and never before the predecessor. Raises Refused when the clock is wrong by more than its usual slew."""
    if head is None or now >= head.created_at:
        return now
    if head.created_at - now > SLEW:
        raise Refused(f"The clock says {now:%Y-%m-%d %H:%M} UTC, yet the newest evidence is later. Set the clock.")
    return head.created_at


def _said(draft: Draft) -> dict[str, Any]:
    """The draft's own words, with what is no Unicode (a file name can be) made so."""
    return {
        "id": draft.id,
        "kind": draft.kind,
        "statement": _unicode(draft.statement),
        "command": tuple(_unicode(word) for word in draft.command),
        "exit_code": draft.exit_code,
        "figures": {name: _unicode(said) if isinstance(said, str) else said for name, said in draft.figures.items()},
        "commit": draft.commit,
        "dirty": draft.dirty,
        "schema_head": draft.schema_head,
        "host": draft.host,
        "operator": draft.operator,
    }


def _unicode(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
