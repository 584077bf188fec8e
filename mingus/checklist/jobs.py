"""Background work of the checklist: a mail to the operator, days before evidence ends."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog

from mingus.core import clock, evidence, jobs

log = structlog.get_logger()

REMIND: Final = "checklist.remind"
NEEDS: Final = ("SMTP_URL", "OPERATOR_EMAIL", "MINGUS_HOME")


@jobs.periodic(REMIND, cron="23 * * * *", at_most_every=timedelta(hours=20))
def remind() -> None:
    """Once a day: mail what ends in 14, 7, 3, 1 or 0 days. Run twice, it mails twice and harms nobody."""
    log.info("evidence looked at", **remind_of(os.environ, clock.now()))


def remind_of(environ: Mapping[str, str], now: datetime) -> dict[str, int | str]:
    """What was done, for the log: how many records are due and where the mail went, or which setting is missing."""
    missing = [name for name in NEEDS if not environ.get(name)]
    if missing:
        return {"mailed": 0, "missing": " ".join(missing)}
    from mingus.checklist.boxes import every_box  # all of them, and only once a day
    from mingus.checklist.keeping import expiring, reminding

    store = evidence.of_home(Path(environ["MINGUS_HOME"]), environ)
    titles = {box.id: box.title for box in every_box()}
    due = expiring.due(store.newest(), titles, now=now, within_days=expiring.SOON_DAYS)
    chosen = expiring.to_remind_of(due)
    reminding.send(chosen, environ)
    return {"mailed": len(chosen), "due": len(due)}
