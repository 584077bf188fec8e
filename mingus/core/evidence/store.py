"""Where evidence lives: a folder of signed records in one chain, and the files they speak of.

    HEAD.json                                  the end of the chain, signed
    15.1.2/20261125T101500.000000Z-17.json     record 17
    artefacts/<sha256>                         files, under the hash of their bytes

A record is written in four steps, each on the disk before the next: its files; the record as `pending.json`; the head
that names it (from here on it counts); its move to its place. After a crash the next writer finishes or forgets it.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from mingus.core import clock
from mingus.core.errors import NotFound, Refused, Unavailable
from mingus.core.evidence import files, listing, reading, verifying, writing
from mingus.core.evidence.faults import Broken, Fault
from mingus.core.evidence.keys import Keys
from mingus.core.evidence.listing import ARTEFACTS
from mingus.core.evidence.reading import HEAD, PENDING, Found, Head
from mingus.core.evidence.records import (
    KINDS,
    MAX_ARTEFACT_BYTES,
    MAX_RECORD_BYTES,
    Artefact,
    Draft,
    Record,
    canonical,
)


class Store:
    """The evidence in one folder, signed and trusted by `keys`."""

    def __init__(self, folder: Path, keys: Keys, *, now: Callable[[], datetime] = clock.now) -> None:
        self.folder = folder
        self._keys = keys
        self._now = now

    def at(self, folder: Path) -> "Store":
        """The same keys over the evidence in another folder, such as a copy from another machine."""
        return Store(folder, self._keys, now=self._now)

    def append(self, draft: Draft) -> Record:
        """Adds what `draft` says to the end of the chain; on the disk when this returns.

        Raises Refused (the draft, the clock or the chain's end is wrong) and Unavailable (the disk, or a busy store).
        """
        try:
            self._prepare()
            artefacts = writing.keep(draft.attachments, self.folder / ARTEFACTS)
            with files.locked(self.folder, alone=True):
                head = self._writable_head()
                record = writing.next_record(draft, artefacts, head=head, keys=self._keys, now=self._now())
                files.write(self.folder / PENDING, canonical(record))
                files.write(self.folder / HEAD, canonical(writing.next_head(head, record, self._keys)))
                self._settle(record)
        except OSError as error:
            raise Unavailable(f"Evidence can't be written to {self.folder}: {error.strerror}.") from error
        return record

    def check_writable(self) -> None:
        """Raises what `append` would, before an hour's work is done for it."""
        try:
            self._prepare()
            with files.locked(self.folder, alone=True):
                self._writable_head()
        except OSError as error:
            raise Unavailable(f"Evidence can't be written to {self.folder}: {error.strerror}.") from error

    def verify(self) -> list[Fault]:
        """Everything that is wrong, record by record; empty when all is sound. Reads every byte."""
        if not self.folder.is_dir():
            return []
        with files.locked(self.folder, alone=False):
            return verifying.faults(self.folder, self._keys, now=self._now())

    def end(self) -> Head | Fault | None:
        """The end of the chain: the newest record's number and hash. None before the first record."""
        if not self.folder.is_dir():
            return None
        try:
            return reading.head(self.folder, self._keys)
        except Broken as broken:
            if broken.fault.kind == "missing" and not listing.has_records(self.folder):
                return None
            return broken.fault

    def latest(self, id: str, kind: str | None = None) -> Found:  # noqa: A002  the record's own word
        """The newest record of a box (of one kind), proven on its own: signature, place, moment, files.

        That the chain before it is whole is `verify`'s to say.
        """
        wanted = {f"{id} {each}" for each in ((kind,) if kind else KINDS)}
        return next(iter(self._newest(lambda name: name in wanted, at_most=1)), Found())

    def newest(self) -> list[Found]:
        """The newest record of each box and kind, the newest of all first, proven as `latest` does."""
        return self._newest(lambda _name: True)

    def records(self, id: str | None = None) -> Iterator[Found]:  # noqa: A002  the record's own word
        """Every record (of one box), oldest first, read one by one; what can't be taken is a fault in its place."""
        if not self.folder.is_dir():
            return
        with files.locked(self.folder, alone=False):
            places = listing.places(self.folder, id).ordered
            found = self.end()
            end = None if isinstance(found, Fault) else found
            waiting = reading.pending(self.folder, end, self._keys)
        if waiting and id in {None, waiting.id}:
            places.append(waiting.where)
        for place in places:
            yield self._found(place, end)

    def artefact(self, artefact: Artefact) -> bytes:
        """The bytes of a file that a record speaks of. Raises NotFound when they are not those any more."""
        try:
            found = files.read(self.folder, f"{ARTEFACTS}/{artefact.sha256}", MAX_ARTEFACT_BYTES)
        except Broken as broken:
            raise NotFound(str(broken.fault)) from None
        if hashlib.sha256(found).hexdigest() != artefact.sha256:
            raise NotFound(f"{artefact.name} was changed after it was kept.")
        return found

    def _prepare(self) -> None:
        files.make_folder(self.folder)

    def _writable_head(self) -> Head | None:
        """The end to write on to, after what a crash left is in its place. Raises Refused when it can't be trusted."""
        end = self.end()
        if isinstance(end, Fault):
            raise Refused(
                f"Nothing can be added to the evidence in {self.folder}: {end}."
                " `mingus evidence verify` names everything; to begin anew, move that folder away and keep it."
            )
        waiting = reading.pending(self.folder, end, self._keys)
        if waiting:
            self._settle(waiting)
        return end

    def _settle(self, record: Record) -> None:
        files.move(self.folder / PENDING, self.folder / record.where)

    def _newest(self, is_wanted: Callable[[str], bool], at_most: int | None = None) -> list[Found]:
        if not self.folder.is_dir():
            return []
        with files.locked(self.folder, alone=False):
            end = self.end()
            if isinstance(end, Fault):
                return [Found(fault=end)]
            wanted = [place for name, place in end.newest.items() if is_wanted(name)] if end else []
            places = sorted(wanted, key=lambda place: listing.number_of(place) or 0, reverse=True)[:at_most]
            return [self._proven(place, end) for place in places]

    def _proven(self, place: str, end: Head | None) -> Found:
        found = self._found(place, end)
        if found.record is None:
            return found
        fault = next(verifying.faults_of_one(self.folder, found.record, now=self._now()), None)
        return Found(fault=fault) if fault else found

    def _found(self, place: str, end: Head | None) -> Found:
        """The record at `place`, or the one that a writer who died left waiting for its place."""
        try:
            return Found(reading.record(files.read(self.folder, place, MAX_RECORD_BYTES), place, self._keys))
        except Broken as broken:
            waiting = reading.pending(self.folder, end, self._keys) if broken.fault.kind == "missing" else None
            return Found(waiting) if waiting and waiting.where == place else Found(fault=broken.fault)
