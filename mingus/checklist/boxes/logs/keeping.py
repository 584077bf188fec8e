"""14.2: what becomes of log lines: where they are gathered, how long they stay, who reads them, what rings."""

import re
from collections.abc import Iterator
from datetime import timedelta

from mingus.checklist.box import Box, database, static
from mingus.checklist.documents import Kept, LogQuery, alerts, queries, retention
from mingus.checklist.documents.policies import RETENTION
from mingus.checklist.looking import chains, papers
from mingus.checklist.proof import attested, digitalocean, vendor
from mingus.checklist.rules import DEPLOYED, Finding, judged, not_built
from mingus.checklist.surroundings import Surroundings

MUST_BE_KEPT = ("sessions", "application_logs", "database_logs", "audit_log", "backups")
MUST_BE_ASKED = ("error-rate", "sign-in-failures", "audit-chain-broken")
PRUNING = "identity.prune"
PRUNED_WITHIN = timedelta(hours=26)
TIME = "ts"
_FILE = re.compile(r"\bmingus/[\w/]+\.py\b")
_MOMENT = re.compile(r"\(line ->> '(\w+)'\)::timestamptz")


@static
def what_is_kept_has_an_end(around: Surroundings) -> Finding:
    """docs/retention.yaml says of everything how long it stays, and names the code that ends it."""
    papers.current(around, RETENTION)
    kept = retention(around.tree.root)
    faults = [f"{RETENTION} does not say how long {name} are kept" for name in MUST_BE_KEPT if name not in kept]
    faults += [fault for name, policy in kept.items() for fault in _faults(around, name, policy)]
    waiting = [name for name, policy in kept.items() if not policy.is_enforced]
    if waiting and not faults:
        return not_built(f"the end of {', '.join(waiting)} ({RETENTION} says what is planned)")
    return judged(faults, f"{len(kept)} kinds of things have an end, and code that brings it", kinds=len(kept))


@database
def what_is_old_was_forgotten_today(around: Surroundings) -> Finding:
    """The daily clean-up was done within 26 hours."""
    return chains.ran_within(around, PRUNING, "the daily clean-up", PRUNED_WITHIN)


@static
def the_queries_can_be_asked(around: Surroundings) -> Finding:
    """The saved queries have their form, read the time that lines carry, and there is one for each that must be."""
    found = queries(around.tree.root)
    known = {alert.name for alert in alerts(around.tree.root)}
    faults = [
        f"docs/queries has no {name}.sql" for name in MUST_BE_ASKED if name not in {query.name for query in found}
    ]
    faults += [fault for query in found for fault in _faults_of_query(query, known)]
    for query in found:
        papers.current(around, f"docs/queries/{query.name}.sql")
    return judged(faults, f"{len(found)} saved queries can be asked of the log", queries=len(found))


def _faults(around: Surroundings, name: str, policy: Kept) -> Iterator[str]:
    yield from (
        f"{name} is said to be ended by {path}, which is not there"
        for path in _FILE.findall(policy.enforced_by)
        if not around.tree.has(path)
    )


def _faults_of_query(query: LogQuery, known: set[str]) -> Iterator[str]:
    name, alert = f"docs/queries/{query.name}.sql", query.document.head.alert
    if alert and alert not in known:
        yield f"{name} is for the alert {alert}, which nobody knows"
    yield from (
        f"{name} reads the time under {field}; lines have it under {TIME}"
        for field in sorted(set(_MOMENT.findall(query.statement)) - {TIME})
    )


BOXES = (
    Box(
        "14.2.1",
        "Lines of every process come together in one place",
        rolls_up=("13.2.4",),
        passes="13.2.4 passes",
        fix="`mingus checklist fix 13.2.4`",
        stages=DEPLOYED,
    ),
    Box(
        "14.2.2",
        "What is kept has an end, and code that brings it",
        all_of=(
            what_is_kept_has_an_end,
            what_is_old_was_forgotten_today,
            attested("14.2.2", "the place where logs are kept forgets them as docs/retention.yaml says", days=180),
        ),
        passes="docs/retention.yaml is complete and enforced, the clean-up ran within 26 hours, the rest is attested",
        fix="Say in docs/retention.yaml what ends it; `mingus doctor` tells whether the worker lives.",
        stages=DEPLOYED,
        blocker=False,
    ),
    Box(
        "14.2.3",
        "Questions to the log are saved and have been asked",
        all_of=(
            the_queries_can_be_asked,
            attested("14.2.3", "the saved queries were asked of the log of this installation", days=180),
        ),
        passes="every saved query has its form and reads what lines carry; a member has asked them within 180 days",
        fix="docs/monitoring.md says how to ask; then `mingus checklist attest 14.2.3 --by MEMBER --statement …`",
        stages=DEPLOYED,
        blocker=False,
    ),
    Box(
        "14.2.4",
        "The log itself rings: errors, sign-ins, audit chain",
        any_of=(
            digitalocean("GET /v2/apps/{id}", "its log goes to a service whose rules ring"),
            vendor(
                "SENTRY_AUTH_TOKEN", "Sentry GET /api/0/projects/{organisation}/{project}/rules/", "the three are on"
            ),
            attested("14.2.4", "rules for 5xx, refused sign-ins and a broken audit chain rang in a drill", days=90),
        ),
        passes="rules for the rate of 5xx, refused sign-ins and a broken audit chain exist, and rang within 90 days",
        fix="Make the three rules where the log is kept, let each ring once, and attest it.",
        stages=DEPLOYED,
        blocker=False,
    ),
)
