"""Time zones and currencies to choose from, in the order in which people look for them."""

from functools import cache
from typing import Final
from zoneinfo import available_timezones

CURRENCIES: Final = (
    ("USD", "US dollar"),
    ("CAD", "Canadian dollar"),
    ("EUR", "Euro"),
    ("GBP", "British pound"),
    ("AUD", "Australian dollar"),
    ("BRL", "Brazilian real"),
    ("CHF", "Swiss franc"),
    ("CNY", "Chinese yuan"),
    ("DKK", "Danish krone"),
    ("DOP", "Dominican peso"),
    ("GHS", "Ghanaian cedi"),
    ("HTG", "Haitian gourde"),
    ("INR", "Indian rupee"),
    ("JMD", "Jamaican dollar"),
    ("JPY", "Japanese yen"),
    ("KES", "Kenyan shilling"),
    ("KWD", "Kuwaiti dinar"),
    ("MXN", "Mexican peso"),
    ("NGN", "Nigerian naira"),
    ("NOK", "Norwegian krone"),
    ("NZD", "New Zealand dollar"),
    ("PHP", "Philippine peso"),
    ("SEK", "Swedish krona"),
    ("TTD", "Trinidad and Tobago dollar"),
    ("XOF", "West African franc"),
    ("ZAR", "South African rand"),
)
_HOME: Final = (
    ("America/New_York", "Eastern time"),
    ("America/Chicago", "Central time"),
    ("America/Denver", "Mountain time"),
    ("America/Phoenix", "Arizona"),
    ("America/Los_Angeles", "Pacific time"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Puerto Rico"),
)
_REGIONS: Final = ("America", "Africa", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def currency_choices(current: str) -> list[tuple[str, str]]:
    """(code, words) pairs; `current` is among them even when it is a rare one."""
    known = [(code, f"{name} ({code})") for code, name in CURRENCIES]
    return known if current in dict(CURRENCIES) else [(current, current), *known]


@cache
def time_zone_choices() -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    """(region, [(zone, words), …]) pairs, the United States first."""
    zones = sorted(available_timezones() - {zone for zone, _ in _HOME})
    regions = [(region, [_choice(zone) for zone in zones if zone.startswith(f"{region}/")]) for region in _REGIONS]
    return (("United States", list(_HOME)), *regions)


def _choice(zone: str) -> tuple[str, str]:
    return zone, zone.partition("/")[2].replace("_", " ").replace("/", ", ")
