"""What a record is worth today. Pure: whoever asks says what time it is, which commit stands, which schema."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from mingus.core.evidence.reading import Found
from mingus.core.evidence.records import Record


class State(StrEnum):
    """What evidence can be; only SOUND supports anything."""

    NONE = "no evidence"
    FAILED = "failed"
    STALE = "stale"
    TAMPERED = "tampered"
    SOUND = "sound"


class Judgement(NamedTuple):
    """A state, and why in words."""

    state: State
    words: str


def judge(
    found: Found,
    *,
    now: datetime,
    max_age: timedelta | None,
    same_commit: bool | None = None,
    head: str | None = None,
    schema_head: str | None = None,
) -> Judgement:
    """What `found` is worth at `now`.

    `max_age` None: as long as the record itself says. `same_commit`: it must be of the commit `head`, unchanged.
    `schema_head` None: of any schema.
    """
    if found.fault is not None:
        return Judgement(State.TAMPERED, f"the evidence can't be trusted: {found.fault}")
    record = found.record
    if record is None:
        return Judgement(State.NONE, "no evidence yet")
    failure = _failure(record)
    if failure:
        return Judgement(State.FAILED, f"{failure} on {record.created_at:%Y-%m-%d}: {record.statement}")
    staleness = (
        _age(record, now, max_age) or _commit(record, head, asked=bool(same_commit)) or _schema(record, schema_head)
    )
    if staleness:
        return Judgement(State.STALE, staleness)
    return Judgement(
        State.SOUND, f"{record.statement} ({record.created_at:%Y-%m-%d}, until {record.expires_at:%Y-%m-%d})"
    )


def _failure(record: Record) -> str:
    if not record.finished:
        return "did not finish"
    return f"failed with exit code {record.exit_code}" if record.exit_code else ""


def _age(record: Record, now: datetime, max_age: timedelta | None) -> str:
    if now >= record.expires_at:
        return f"expired on {record.expires_at:%Y-%m-%d}"
    if max_age is not None and now - record.created_at > max_age:
        return f"is of {record.created_at:%Y-%m-%d}, older than the {_days(max_age)} it is good for"
    return ""


def _commit(record: Record, head: str | None, *, asked: bool) -> str:
    if not asked:
        return ""
    if not head:
        return "must be of this very commit, and which commit this is can't be told here"
    if record.commit != head:
        return f"is of commit {record.commit[:10] or 'unknown'}; this is {head[:10]}"
    return "was made with changes that were not committed" if record.dirty else ""


def _schema(record: Record, schema_head: str | None) -> str:
    if schema_head is None or record.schema_head == schema_head:
        return ""
    return f"is of schema {record.schema_head or 'unknown'}; this is {schema_head or 'unknown'}"


def _days(duration: timedelta) -> str:
    return f"{duration.days} days" if duration.days > 1 else f"{duration.total_seconds() / 3600:.0f} hours"
