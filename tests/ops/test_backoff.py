"""Pauses grow, and what dies too often is given up."""

from mingus.ops.backoff import BackOff


def test_pauses_double_and_the_fourth_death_in_a_minute_is_final() -> None:
    back_off = BackOff()
    assert [back_off.pause_seconds() for _ in range(4)] == [0.5, 1.0, 2.0, None]
