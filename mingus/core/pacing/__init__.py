"""How often anybody may ask: a limit for every route, counted in this process and, where there is one, in Redis.

Sign-in has limits of its own, counted in PostgreSQL (`core.limits`); these here may forget, and then reads go on.
"""

from mingus.core.pacing.guard import install, shield
from mingus.core.pacing.rates import Rates

__all__ = ["Rates", "install", "shield"]
