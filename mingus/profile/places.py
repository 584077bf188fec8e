"""The states, the District of Columbia and the territories, by the two letters of the Postal Service."""

from typing import Final

_NAMES: Final = (
    "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|"
    "DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|"
    "KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|"
    "MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|"
    "NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|"
    "SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|"
    "WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|GU Guam|MP Northern Mariana Islands|PR Puerto Rico|"
    "VI U.S. Virgin Islands"
)
STATES: Final = tuple((line[:2], line[3:]) for line in _NAMES.split("|"))
"""(code, name), in the order of a form."""
_CODES: Final = {name.casefold(): code for code, name in STATES} | {code.casefold(): code for code, _ in STATES}


def state_code(text: str) -> str | None:
    """GA of “ga” and of “Georgia”; None where there is no such state."""
    return _CODES.get(" ".join(text.split()).casefold())
