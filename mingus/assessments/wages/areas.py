"""The areas wages are published for, and which one comes nearest to where somebody works."""

from dataclasses import dataclass
from typing import Final

NATION: Final = "US"


@dataclass(frozen=True, slots=True)
class Metro:
    """A metro area of the census, and the state or district its main city lies in."""

    slug: str
    name: str
    code: str
    state: str


METROS: Final = (
    Metro("atlanta", "Atlanta", "12060", "GA"),
    Metro("houston", "Houston", "26420", "TX"),
    Metro("washington", "Washington, DC", "47900", "DC"),
    Metro("dallas", "Dallas–Fort Worth", "19100", "TX"),
    Metro("new-york", "New York", "35620", "NY"),
    Metro("philadelphia", "Philadelphia", "37980", "PA"),
    Metro("chicago", "Chicago", "16980", "IL"),
    Metro("charlotte", "Charlotte", "16740", "NC"),
    Metro("miami", "Miami", "33100", "FL"),
    Metro("baltimore", "Baltimore", "12580", "MD"),
)
"""The first ten, as people call them. Some reach into other states; see `nearest`."""

STATES: Final = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE", "11": "DC",
    "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA", "20": "KS", "21": "KY",
    "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT",
    "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND", "39": "OH",
    "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT",
    "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI", "56": "WY", "66": "GU", "72": "PR", "78": "VI",
}  # fmt: skip
"""Postal codes by the numbers (FIPS) the publisher's files have."""


def nearest(choice: str) -> tuple[str, ...]:
    """The areas to look in for `choice`, nearest first and the nation last.

    `choice` is the slug of one of METROS, the code of a metro, a postal code, US or empty. A metro leads to its main
    city's state, whose row says that it is the state's.
    """
    metro = next((one for one in METROS if choice in {one.slug, one.code}), None)
    if metro:
        return metro.code, metro.state, NATION
    return (choice, NATION) if choice not in {"", NATION} else (NATION,)
