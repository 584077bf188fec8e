"""S.1 to S.3: people reach it, it is well and stays so, and its connections hold."""

import re
from typing import Final

from mingus.checklist.box import Box, database, live, watching
from mingus.checklist.looking import database as looking
from mingus.checklist.looking import site
from mingus.checklist.looking.figures import figures, total
from mingus.checklist.rules import IN_PRODUCTION, Finding, judged
from mingus.checklist.surroundings import Surroundings

ROUNDS: Final = 3
PROBES: Final = 100
NAME: Final = "Mingus"
TIMEOUTS: Final = "mingus_db_pool_timeouts_total"
_TITLE: Final = re.compile(r"<title>([^<]*)</title>")


@live
def people_reach_it(around: Surroundings) -> Finding:
    """The address people use is https, shows a page of ours, and comes from the commit that is checked out."""
    page = around.network.get(around.site + "/", accept="text/html")
    title = _TITLE.search(page.text)
    faults = [] if around.site.startswith("https://") else [f"{around.site} is not https"]
    if page.status != 200:
        faults.append(f"/ answers {page.status}")
    if title is None or NAME not in title[1]:
        faults.append(f"/ is called “{title[1].strip()[:60] if title else ''}”, not {NAME}")
    misfit = site.misfit(around.network.get(around.site + site.VERSION), around.tree.commit)
    return judged([*faults, *([misfit] if misfit else [])], f"{around.site} answers with a page of {NAME}")


@watching
def it_stays_well(around: Surroundings) -> Finding:
    """Three rounds of both addresses of health within a minute are all well."""
    faults = [
        fault
        for _ in site.rounds(around, ROUNDS)
        for path in (site.LIVE, site.READY)
        for fault in site.unwell(path, around.network.get(around.site + path, accept="application/json"))
    ]
    return judged(dict.fromkeys(faults), f"{ROUNDS} rounds, all well", rounds=ROUNDS)


@watching
def connections_hold(around: Surroundings) -> Finding:
    """A hundred probes within a minute reach the database, and nobody ever waited for a connection in vain."""
    failures = sum(bool(site.unwell(site.READY, answer)) for answer in site.asked(around, site.READY, PROBES))
    timeouts = round(total(figures(around), TIMEOUTS))
    faults = [f"{failures} of {PROBES} probes of {site.READY} failed"] if failures else []
    faults += [f"{timeouts} waited for a connection in vain"] if timeouts else []
    return judged(faults, f"{PROBES} probes, none failed; nobody waited in vain", probes=PROBES)


BOXES = (
    Box(
        "S.1",
        "People reach Mingus at its address",
        all_of=(people_reach_it,),
        passes="the address answers 200 over https with a page of ours, from this commit",
        fix="docs/runbooks/site-down.md",
        stages=IN_PRODUCTION,
    ),
    Box(
        "S.2",
        "It is well for a whole minute",
        all_of=(it_stays_well,),
        passes="/health/live and /health/ready answer well three times within a minute",
        fix="`mingus doctor`; docs/runbooks/site-down.md",
        stages=IN_PRODUCTION,
    ),
    Box(
        "S.3",
        "Its connections to the database hold",
        all_of=(database(looking.connections_have_room), connections_hold),
        passes="a hundred probes within a minute, none failed; no wait for a connection was given up",
        fix="docs/runbooks/database-down.md; lower DATABASE_POOL_SIZE, or put a pool before the database.",
        stages=IN_PRODUCTION,
    ),
)
