"""Writes the archive: everything one person may take along, as one zip, in the memory of a few rows."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus import identity
from mingus.core import clock, personal_data
from mingus.core.db import act_for
from mingus.core.personal_data import Rows
from mingus.core.tenancy import Member
from mingus.privacy.rules import readme

MAX_NAME: Final = 180


@dataclass
class _Archive:
    """A zip that remembers what was put into it."""

    zip: ZipFile
    moment: datetime
    files: list[dict[str, Any]] = field(default_factory=list)

    def put(self, path: str, pieces: Iterable[bytes]) -> None:
        """Add a file, piece by piece."""
        entry = ZipInfo(path, self.moment.timetuple()[:6])
        entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
        digest, size_bytes = hashlib.sha256(), 0
        with self.zip.open(entry, "w", force_zip64=True) as target:
            for piece in pieces:
                target.write(piece)
                digest.update(piece)
                size_bytes += len(piece)
        self.files.append({"path": path, "size_bytes": size_bytes, "sha256": digest.hexdigest()})


def write(db: Session, member: Member, target: BinaryIO) -> None:
    """The archive of this person in this household, to a stream that need not be able to go back."""
    act_for(db, member.person_id)
    household = (
        db.scalar(select(identity.models.Household.name).where(identity.models.Household.id == member.household_id))
        or ""
    )
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        archive = _Archive(zipped, clock.now())
        archive.put("README.txt", [readme(clock.today(member.time_zone), household).encode()])
        for path, pieces in personal_data.files(db, member):
            archive.put(_safe(path), pieces)
        for table, rows in personal_data.taken_along(db, member):
            archive.put(f"tables/{table}.json", _json(rows))
        archive.put("SHA256SUMS", [f"{one['sha256']}  {one['path']}\n".encode() for one in archive.files])
        said = {"format": "mingus archive", "version": 1, "made_at": archive.moment, "files": archive.files}
        archive.put("manifest.json", [orjson.dumps(said, option=orjson.OPT_INDENT_2)])


def _json(rows: Rows) -> Iterator[bytes]:
    """An array with a row a line."""
    yield b"["
    comma = b"\n"
    for row in rows:
        yield comma + orjson.dumps({str(name): value for name, value in row.items()}, default=_plain)
        comma = b",\n"
    yield b"\n]\n"


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes | memoryview) else str(value)


def _safe(path: str) -> str:
    """A path that stays below the folder it is unpacked in, whatever people call their files."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return "/".join([*parts[:-1], parts[-1][:MAX_NAME]])
