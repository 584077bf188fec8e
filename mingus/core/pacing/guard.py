"""Counts every request: first where it comes from, before anything is asked; then, once known, who asks.

What is refused here costs neither the database nor, past the limit of one process, Redis.
"""

from math import ceil
from typing import Final

from apiflask import APIFlask
from flask import current_app, request

from mingus.core import security
from mingus.core.edge import PROBED
from mingus.core.errors import TooManyRequests
from mingus.core.networks import network_of
from mingus.core.pacing import shared
from mingus.core.pacing.rates import Rates, Use, is_for_people, is_heavy
from mingus.core.pacing.sliding import Counter
from mingus.core.settings import Settings

EXTENSION: Final = "mingus_pacing"
REFUSAL: Final = "That was a lot at once. Please wait a little and try again."


class Pacing:
    """The limits of one application, and what this process has counted."""

    def __init__(self, settings: Settings) -> None:
        self.rates = Rates.of(settings)
        self._counter = Counter()
        self._secret = settings.secret_key.get_secret_value().encode()

    def shield(self) -> None:
        """Raises TooManyRequests for who asks this process more than a whole network may."""
        if not request.path.startswith(PROBED):
            _refuse(self._counter.wait_seconds([self._network()]))

    def count(self) -> None:
        """Raises TooManyRequests when who asks, or their network, has asked often enough."""
        own = self._uses()
        everyone = [] if request.path.startswith(PROBED) else [self._network()]
        _refuse(self._counter.wait_seconds(own) or shared.wait_seconds([*own, *everyone], self._secret))

    def _network(self) -> Use:
        return Use(("network", network_of(request.remote_addr)), self.rates.network)

    def _uses(self) -> list[Use]:
        view = current_app.view_functions.get(request.endpoint or "")
        who = security.principal() if is_for_people(view) else None
        if who is None:
            kind = "probe" if request.path.startswith(PROBED) else "stranger"
            return [Use((kind, network_of(request.remote_addr)), self.rates.stranger)]
        person = Use(("person", str(who.person_id)), self.rates.person)
        if not is_heavy(view):
            return [person]
        return [person, Use(("heavy", f"{who.person_id}|{request.endpoint}"), self.rates.heavy)]


def shield(app: APIFlask, settings: Settings) -> None:
    """Refuse floods before anything else looks at them. Call it before `security.install`, and `install` after."""
    pacing = app.extensions[EXTENSION] = Pacing(settings)
    app.before_request(pacing.shield)


def install(app: APIFlask) -> None:
    """Count every request that the guard at the door let in."""
    app.before_request(app.extensions[EXTENSION].count)


def _refuse(wait_seconds: float) -> None:
    if wait_seconds:
        raise TooManyRequests(REFUSAL, retry_after_seconds=max(1, ceil(wait_seconds)))
