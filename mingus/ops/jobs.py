"""Background work of those who run Mingus: every hour the chains of the audit log are recomputed."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from mingus.core import db, jobs, security_events

if TYPE_CHECKING:
    from mingus.ops.schema import Trail

log = structlog.get_logger()

CHECK_CHAINS: Final = "ops.check_audit_chains"
AT_MOST_SECONDS: Final = 600.0  # a pass that takes longer stops there and says how far it came


@jobs.periodic(CHECK_CHAINS, cron="41 * * * *", at_most_every=timedelta(minutes=50))
def check_audit_chains() -> None:
    """Look at every chain, until all are done or time is up, and say what was found. Safe to run twice."""
    from mingus.ops import schema  # only the worker needs it

    with db.engine().connect() as connection:
        found = schema.verify_trail(connection, seconds=AT_MOST_SECONDS)
    say(found)


def say(found: "Trail") -> None:
    """`audit_chain_broken`, with household and line, of every chain that breaks; and how far the look came."""
    for chain in found.broken:
        security_events.emit("audit_chain_broken", household_id=str(chain.household_id), line=chain.line)
    log.info("audit chains checked", households=found.reach.words(), lines=found.lines, broken=len(found.broken))
