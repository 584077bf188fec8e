"""The watch over the suite's log sees what must not be there, and lets everything else pass."""

import pytest

from tests.log_watch import faults


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"level": "info", "event": "goal reached", "who": "someone@example.com"}', "an address"),
        ('{"event": "request", "route": "/x", "query": "eyJhbGciOiJI.eyJzdWIiOiJ6"}', "a token"),
        ('{"event": "token used", "token": "mg_pat_0123456789abcdefghij"}', "a token"),
        ('{"event": "transaction added", "amount": "1,234.56"}', "an amount"),
        ('{"event": "transaction added", "amount": "$12"}', "an amount"),
        ('{"event": "signed in", "first_name": "Alice"}', "a name"),
    ],
)
def test_what_a_line_must_not_tell_is_seen(line: str, what: str) -> None:
    [found] = faults(f"before\n{line}\nafter")
    assert found.endswith(f"tells {what}")


@pytest.mark.parametrize(
    "said",
    [
        '{"ts": "2026-11-26T04:58:17.591563Z", "event": "request", "status": 200, "duration_ms": 12.34}',
        '{"event": "user_created", "user_ref": "e900340f99805eaa", "version": "0.1.0"}',
        "Alice wrote to someone@example.com about $12.00",
    ],
)
def test_other_lines_and_other_output_pass(said: str) -> None:
    assert not list(faults(said))
