"""What identity computes: how addresses compare, which passwords are good enough, what a browser is called."""

from mingus.identity.rules.addresses import email_key
from mingus.identity.rules.browsers import browser_label
from mingus.identity.rules.passwords import check_password, normalised, stands_alone
from mingus.identity.rules.places import currency_choices, time_zone_choices

__all__ = [
    "browser_label",
    "check_password",
    "currency_choices",
    "email_key",
    "normalised",
    "stands_alone",
    "time_zone_choices",
]
