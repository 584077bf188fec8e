"""The demonstration household of `mingus run --demo`: eighteen months of a life that nobody lives.

Deterministic: the day decides the whole story. It is told through the packages' own front doors, bank files included,
so that payees, categories, transfers and sums come about as they do for everybody.
"""

from mingus import advice as advice  # these answer for rows of their own when the household is removed
from mingus import articles as articles
from mingus import checkins as checkins
from mingus import letters as letters
from mingus import privacy as privacy  # writes down that whoever joins has accepted the terms
from mingus.core import crypto, db
from mingus.core.errors import ConfigurationError
from mingus.core.settings import STRICT, Settings
from mingus.ops.demo import household
from mingus.ops.demo.credentials import Credentials

__all__ = ["Credentials", "ensure", "household"]


def ensure(settings: Settings) -> Credentials:
    """The demonstration of the installation that `settings` name, as `household.ensure`; connects for that long.

    Raises ConfigurationError where real people are.
    """
    if settings.flask_env in STRICT:
        raise ConfigurationError(f"A demonstration has no place in {settings.flask_env}.")
    engine = db.connect(settings.database_url, pool_size=1)
    try:
        ring = crypto.use(settings)
        with db.transaction(db.GLOBAL) as session:
            ring.check(session)
        return household.ensure(settings.home)
    finally:
        engine.dispose()
