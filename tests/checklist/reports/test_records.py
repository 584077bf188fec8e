"""What a person reads about records."""

from datetime import timedelta
from pathlib import Path

import orjson
from rich.console import Console

from mingus.checklist.keeping import expiring
from mingus.checklist.reports import records as report
from mingus.core.evidence import Fault, Found, Store
from tests.checklist.keeping.conftest import NOON, draft


def shown(width: int = 120) -> Console:
    return Console(force_terminal=True, color_system=None, record=True, width=width, highlight=False)


def test_a_table_names_state_figures_and_faults(store: Store, tmp_path: Path) -> None:
    store.append(draft("15.1.2", 90, figures={"tests_passed": 3, "rows": 12, "duration_ms": 9}))
    store.append(draft("S.1", 90, exit_code=None))
    console = shown()
    fault = Found(fault=Fault("missing", "S.2/x.json", "is not there", 3))
    report.show(console, [*store.records(), fault])
    said = console.export_text()
    assert "A backup was restored.  rows 12 · tests passed 3 " in said
    assert "duration" not in said
    assert "✗ not finished" in said
    assert "✗ fault" in said
    assert "is not there" in said


def test_words_of_records_are_never_markup(store: Store) -> None:
    store.append(draft("15.1.2", 90, statement="[red]said[/red]"))
    console = shown()
    report.show(console, list(store.records()))
    report.show_due(console, expiring.due(store.newest(), {"15.1.2": "[b]"}, now=NOON, within_days=400), 400)
    said = console.export_text()
    assert "[red]said[/red]" in said


def test_what_ends_is_a_table_too(store: Store) -> None:
    store.append(draft("15.1.2", 3))
    console = shown()
    report.show_due(console, expiring.due(store.newest(), {"15.1.2": "Rehearsed"}, now=NOON, within_days=14), 14)
    assert "in 3 days  15.1.2  drill  Rehearsed  founder" in console.export_text()


def test_json_says_state_and_everything_else(store: Store) -> None:
    store.append(draft("15.1.2", 1))
    (one,) = orjson.loads(report.as_json(list(store.records())))
    assert (one["id"], one["number"], one["figures"], one["created_at"]) == ("15.1.2", 1, {}, "2026-11-25T12:00:00Z")


def test_one_sentence_for_sound_evidence(store: Store) -> None:
    assert report.sound(store.end()) == "There is no evidence yet."
    record = store.append(draft("15.1.2", 1))
    assert report.sound(store.end()) == f"1 record, all sound. The end of the chain: 1:{record.hash}"
    assert record.expires_at - record.created_at == timedelta(days=1)
