import pytest

from mingus.core.errors import Refused
from mingus.identity.rules.operators import check_minutes, check_reason


def test_a_reason_is_kept_without_stray_blanks() -> None:
    assert check_reason("  Ticket 12:\n a  wrong sum ") == "Ticket 12: a wrong sum"


@pytest.mark.parametrize("typed", ["", "support", "x" * 301])
def test_a_reason_that_says_nothing_or_too_much_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        check_reason(typed)
    assert "reason" in caught.value.fields


@pytest.mark.parametrize("minutes", [0, -15, 45, 61, 600])
def test_no_look_lasts_longer_than_an_hour(minutes: int) -> None:
    assert check_minutes(60) == 60
    with pytest.raises(Refused):
        check_minutes(minutes)
