"""Which evidence ends when, by the calendar."""

from datetime import timedelta

from mingus.checklist.keeping import expiring
from mingus.core.evidence import Store
from tests.checklist.keeping.conftest import NOON, draft


def test_what_ends_soon_comes_soonest_first(store: Store) -> None:
    for box, days in (("1.1.1", 15), ("1.1.2", 14), ("1.1.3", 1), ("1.1.4", 400)):
        store.append(draft(box, days))
    found = expiring.due(store.newest(), {"1.1.3": "Third"}, now=NOON, within_days=14)
    assert [(one.record.id, one.title, one.when) for one in found] == [
        ("1.1.3", "Third", "in 1 day"),
        ("1.1.2", "", "in 14 days"),
    ]


def test_fourteen_days_ahead_is_that_whole_day(store: Store) -> None:
    store.append(draft("1.1.1", 14))
    for hours in (-11, 0, 11):
        assert expiring.due(store.newest(), {}, now=NOON + timedelta(hours=hours), within_days=14)[0].days_left == 14


def test_only_the_newest_of_a_box_and_kind_counts(store: Store) -> None:
    store.append(draft("1.1.1", 3))
    store.append(draft("1.1.1", 100))
    store.append(draft("1.1.1", 2, kind="bench"))
    found = expiring.due(store.newest(), {}, now=NOON, within_days=14)
    assert [(one.record.kind, one.days_left) for one in found] == [("bench", 2)]


def test_what_failed_or_did_not_finish_is_no_news(store: Store) -> None:
    store.append(draft("1.1.1", 3, exit_code=1))
    store.append(draft("1.1.2", 3, exit_code=None))
    assert expiring.due(store.newest(), {}, now=NOON, within_days=14) == []


def test_what_has_ended_stays_on_the_list(store: Store) -> None:
    store.append(draft("1.1.1", 1))
    after = {days: expiring.due(store.newest(), {}, now=NOON + timedelta(days=days), within_days=0) for days in (1, 2)}
    assert [(days, found[0].when) for days, found in after.items()] == [(1, "today"), (2, "1 day ago")]


def test_a_daily_mail_comes_on_few_days(store: Store) -> None:
    store.append(draft("1.1.1", 20))
    mailed = [
        20 - day
        for day in range(25)
        if expiring.to_remind_of(expiring.due(store.newest(), {}, now=NOON + timedelta(days=day), within_days=14))
    ]
    assert mailed == [14, 7, 3, 1, 0]
