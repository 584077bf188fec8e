from zoneinfo import ZoneInfo

from mingus.core.money import currency_code
from mingus.identity.rules import currency_choices, time_zone_choices


def test_every_currency_offered_is_one_and_is_offered_once() -> None:
    codes = [code for code, _ in currency_choices("USD")]
    assert len(set(codes)) == len(codes)
    assert all(currency_code(code) == code for code in codes)


def test_the_currency_a_household_has_is_always_offered() -> None:
    assert currency_choices("ISK")[0] == ("ISK", "ISK")
    assert currency_choices("USD")[0] == ("USD", "US dollar (USD)")


def test_every_time_zone_offered_exists_and_is_offered_once() -> None:
    zones = [zone for _, choices in time_zone_choices() for zone, _ in choices]
    assert len(set(zones)) == len(zones)
    assert all(ZoneInfo(zone).key == zone for zone in zones)
    assert time_zone_choices()[0][1][0] == ("America/New_York", "Eastern time")
