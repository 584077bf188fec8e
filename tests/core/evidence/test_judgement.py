"""What a record is worth: only what is whole, good and of now supports anything."""

from datetime import timedelta
from typing import Any

import pytest

from mingus.core.evidence import Fault, Found, Judgement, Record, State, Store, judge
from tests.core.evidence.conftest import NOON, draft

MONTH = timedelta(days=30)
LATER = NOON + timedelta(days=10)


def judged(found: Found, **changed: Any) -> Judgement:
    return judge(found, **{"now": LATER, "max_age": MONTH, **changed})


def kept(store: Store, **changed: Any) -> Found:
    record: Record = store.append(draft(**changed))
    return Found(record)


def test_nothing_is_no_evidence() -> None:
    assert judged(Found()) == (State.NONE, "no evidence yet")


def test_a_good_and_recent_record_is_sound(store: Store) -> None:
    words = "A backup was restored. (2026-11-25, until 2027-02-23)"
    assert judged(kept(store)) == (State.SOUND, words)


def test_a_persons_word_needs_no_exit_code(store: Store) -> None:
    assert judged(kept(store, kind="attestation", exit_code=None)).state is State.SOUND


def test_a_fault_is_tampered_and_says_which() -> None:
    state, words = judged(Found(fault=Fault("tampered", "S.1/x.json", "does not match its signature")))
    assert state is State.TAMPERED
    assert words == "the evidence can't be trusted: S.1/x.json: does not match its signature"


@pytest.mark.parametrize(
    ("said", "asked", "state", "words"),
    [
        ({"exit_code": 1}, {}, State.FAILED, "failed with exit code 1 on 2026-11-25: A backup was restored."),
        ({"exit_code": None}, {}, State.FAILED, "did not finish on 2026-11-25: A backup was restored."),
        ({"exit_code": -9}, {"max_age": timedelta(0)}, State.FAILED, "failed with exit code -9"),
        ({"valid_for": timedelta(days=9)}, {}, State.STALE, "expired on 2026-12-04"),
        ({}, {"max_age": timedelta(days=9)}, State.STALE, "older than the 9 days"),
        ({}, {"max_age": timedelta(hours=12)}, State.STALE, "older than the 12 hours"),
        ({}, {"same_commit": True, "head": "b" * 40}, State.STALE, "is of commit unknown; this is bbbbbbbbbb"),
        ({"commit": "a" * 40}, {"same_commit": True, "head": "b" * 40}, State.STALE, "is of commit aaaaaaaaaa"),
        ({"commit": "a" * 40}, {"same_commit": True}, State.STALE, "can't be told here"),
        (
            {"commit": "a" * 40, "dirty": True},
            {"same_commit": True, "head": "a" * 40},
            State.STALE,
            "changes that were not committed",
        ),
        ({"schema_head": "0006"}, {"schema_head": "0007"}, State.STALE, "is of schema 0006; this is 0007"),
        ({}, {"schema_head": "0007"}, State.STALE, "is of schema unknown; this is 0007"),
    ],
)
def test_what_is_not_good_says_why(
    store: Store, said: dict[str, Any], asked: dict[str, Any], state: State, words: str
) -> None:
    judgement = judged(kept(store, **said), **asked)
    assert judgement.state is state
    assert words in judgement.words


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"commit": "a" * 40}, {"same_commit": True, "head": "a" * 40}),
        ({"commit": "a" * 40, "dirty": True}, {"same_commit": False, "head": "b" * 40}),
        ({"schema_head": "0007"}, {"schema_head": "0007"}),
        ({"schema_head": "0006"}, {"schema_head": None}),
        ({}, {"max_age": None, "now": NOON + timedelta(days=90)}),
    ],
)
def test_what_is_not_asked_for_does_not_matter(store: Store, said: dict[str, Any], asked: dict[str, Any]) -> None:
    assert judged(kept(store, **said), **asked).state is State.SOUND


def test_it_expires_to_the_second(store: Store) -> None:
    found = kept(store)
    assert found.record
    assert judged(found, max_age=None, now=found.record.expires_at - timedelta(seconds=1)).state is State.SOUND
    assert judged(found, max_age=None, now=found.record.expires_at).state is State.STALE
