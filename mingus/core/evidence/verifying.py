"""Proves a store: every record whole, signed, in its place, after its predecessor, and its files as they were."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from mingus.core.evidence import files, listing, reading
from mingus.core.evidence.faults import Broken, Fault
from mingus.core.evidence.keys import Keys
from mingus.core.evidence.listing import ARTEFACTS
from mingus.core.evidence.reading import HEAD, Head
from mingus.core.evidence.records import FIRST_HASH, MAX_ARTEFACT_BYTES, MAX_RECORD_BYTES, Artefact, Record

MAX_FAULTS: Final = 1000
SKEW: Final = timedelta(minutes=5)  # so much two machines' clocks may differ


@dataclass
class _Chain:
    """How far the walk has come. `hash` is None after a record that can't be trusted: nothing can follow from it."""

    number: int = 0
    hash: str | None = FIRST_HASH
    created_at: datetime | None = None
    is_whole: bool = True
    newest: dict[str, str] = field(default_factory=dict)


def faults(folder: Path, keys: Keys, *, now: datetime) -> list[Fault]:
    """What is wrong with the store in `folder`, at most a thousand things."""
    return list(islice(_all_faults(folder, keys, now), MAX_FAULTS))


def faults_of_one(folder: Path, record: Record, *, now: datetime, proven: set[str] | None = None) -> Iterator[Fault]:
    """What is wrong with a soundly signed record on its own: its moment, its files (but those in `proven`)."""
    if record.created_at > now + SKEW:
        words = f"says it was made on {record.created_at:%Y-%m-%d %H:%M} UTC, which is in the future"
        yield Fault("back-dated", record.where, words, record.number)
    for artefact in record.artefacts:
        if proven is None or artefact.sha256 not in proven:
            yield from _faults_of_file(folder, record, artefact, proven)


def _all_faults(folder: Path, keys: Keys, now: datetime) -> Iterator[Fault]:
    found = listing.places(folder)
    yield from found.faults
    end: Head | Fault | None = _end(folder, keys, is_empty=not found.ordered)
    if isinstance(end, Fault):
        yield end
        end = None
    waiting = reading.pending(folder, end, keys)
    chain, proven = _Chain(), set[str]()
    for where in found.ordered:
        yield from _step(chain, where, listing.number_of(where) or 0)
        try:
            record = reading.record(files.read(folder, where, MAX_RECORD_BYTES), where, keys)
        except Broken as broken:
            chain.hash = None
            yield broken.fault
        else:
            yield from _follow(chain, record)
            yield from faults_of_one(folder, record, now=now, proven=proven)
    if waiting:
        yield from _step(chain, waiting.where, waiting.number)
        yield from _follow(chain, waiting)
        yield from faults_of_one(folder, waiting, now=now, proven=proven)
    if end:
        yield from _faults_of_end(chain, end)


def _end(folder: Path, keys: Keys, *, is_empty: bool) -> Head | Fault | None:
    try:
        return reading.head(folder, keys)
    except Broken as broken:
        return None if is_empty and broken.fault.kind == "missing" else broken.fault


def _step(chain: _Chain, where: str, number: int) -> Iterator[Fault]:
    """On to the next file: its number must be the next one."""
    if number == chain.number:
        chain.hash = None
        yield Fault("reordered", where, f"claims to be record {number}, and so does another file", number)
    if number > chain.number + 1:
        chain.hash = None
        yield _missing(chain.number + 1, number - 1)
    chain.is_whole = chain.is_whole and chain.hash is not None
    chain.number = number


def _missing(first: int, last: int, where: str = "") -> Fault:
    which = f"record {first} is" if first == last else f"records {first} to {last} are"
    return Fault("missing", where or "the chain", f"{which} missing: there was one with that number, signed", first)


def _follow(chain: _Chain, record: Record) -> Iterator[Fault]:
    """A soundly signed record must name its predecessor's hash and be no older."""
    if chain.hash is not None and record.previous != chain.hash:
        words = f"does not follow from record {record.number - 1}: one of the two is not what stood in its place"
        yield Fault("reordered", record.where, words, record.number)
    if chain.created_at and record.created_at < chain.created_at:
        words = f"says {record.created_at:%Y-%m-%d %H:%M:%S} UTC, before its predecessor: it was back-dated"
        yield Fault("back-dated", record.where, words, record.number)
    chain.hash, chain.created_at = record.hash, max(record.created_at, chain.created_at or record.created_at)
    chain.newest[f"{record.id} {record.kind}"] = record.where


def _faults_of_end(chain: _Chain, end: Head) -> Iterator[Fault]:
    if end.number > chain.number:
        gone = max(end.newest.values(), key=lambda where: listing.number_of(where) or 0)
        yield _missing(chain.number + 1, end.number, gone)
    elif end.number < chain.number:
        words = f"names record {end.number} as the newest, yet there are later ones: it is an older copy"
        yield Fault("tampered", HEAD, words)
    elif chain.hash is not None and (end.hash != chain.hash or (chain.is_whole and end.newest != chain.newest)):
        yield Fault("tampered", HEAD, "does not name the newest records that are there")


def _faults_of_file(folder: Path, record: Record, artefact: Artefact, proven: set[str] | None) -> Iterator[Fault]:
    where = f"{ARTEFACTS}/{artefact.sha256}"
    whose = f"“{artefact.name}” of record {record.number} ({record.id})"
    try:
        found = files.sha256_of(folder, where, MAX_ARTEFACT_BYTES)
    except Broken as broken:
        yield Fault("artefact", where, f"{whose} {broken.fault.words}", record.number)
    except OverflowError:
        yield Fault("artefact", where, f"{whose} grew while it was read", record.number)
    else:
        if found != (artefact.sha256, artefact.bytes):
            yield Fault("artefact", where, f"{whose} was changed after it was kept", record.number)
        elif proven is not None:
            proven.add(artefact.sha256)
