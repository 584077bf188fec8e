"""20.1: the documents that somebody needs at night are there, true, and lead to each other."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mingus.checklist.box import Box, static
from mingus.checklist.documents import Alert, Document, alerts, runbooks, severities, team
from mingus.checklist.documents.watching import MONITORING, RUNBOOKS
from mingus.checklist.looking import command_line, history, papers
from mingus.checklist.looking.app_spec import PATH, app_spec
from mingus.checklist.missing import Outdated
from mingus.checklist.proof import digitalocean
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings

DEPLOY = "docs/deploy.md"
DEPLOYED_BY = ("migrations/", ".do/")
REVIEWED_DAYS = 180
_RULE_OF_THE_APP = re.compile(r"[A-Z0-9_]+")


@static
def deploying_is_as_written(around: Surroundings) -> Finding:
    """The page about deploying was read through since migrations or .do/ last changed, and its commands exist."""
    page = papers.current(around, DEPLOY)
    tried = command_line.tried(page)
    faults = command_line.faults_of(around, page)
    if not tried:
        faults.append(f"{DEPLOY} has no command to type")
    changed = history.changed_at(around, *DEPLOYED_BY)
    if changed and changed.date() > page.head.reviewed_on and not faults:
        raise Outdated(
            f"{' or '.join(DEPLOYED_BY)} changed on {changed.date()}, {DEPLOY} was read on {page.head.reviewed_on}"
        )
    return judged(faults, f"{tried} blocks of commands, read through since the last change", blocks=tried)


@static
def every_alert_is_described(around: Surroundings) -> Finding:
    """Each alert stands there once, with a severity that has a time; those of the app are those of its description."""
    papers.current(around, MONITORING)
    found = alerts(around.tree.root)
    known = {level.name for level in severities(around.tree.root)}
    faults = [f"{MONITORING} lists {name} twice" for name in _doubled([alert.name for alert in found])]
    faults += [
        f"{MONITORING} lists the rule {name} twice" for name in _doubled([r for alert in found for r in alert.rules])
    ]
    faults += [f"{alert.name} has no known severity" for alert in found if alert.severity not in known]
    faults += [f"{alert.name} does not say when it fires" for alert in found if not alert.fires_when]
    if not found:
        faults.append(f"{MONITORING} lists no alert")
    if around.tree.has(PATH):
        faults += _differences(around, found)
    return judged(faults, f"{len(found)} alerts are described", alerts=len(found))


@static
def every_alert_has_its_runbook(around: Surroundings) -> Finding:
    """One runbook for each alert, one alert for each of those runbooks, and their commands exist."""
    found, pages = alerts(around.tree.root), runbooks(around.tree.root)
    answered = {page.head.alert: page for page in pages if page.head.alert}
    faults = [] if found else [f"{MONITORING} lists no alert"]
    faults += [fault for alert in found for fault in _faults_of_link(alert, answered)]
    faults += [
        f"{page.path.name} is for the alert {name}, which {MONITORING} does not list"
        for name, page in answered.items()
        if name not in {alert.name for alert in found}
    ]
    faults += [
        f"two runbooks are for {name}" for name in _doubled([page.head.alert for page in pages if page.head.alert])
    ]
    faults += [fault for page in pages for fault in command_line.faults_of(around, page)]
    return judged(faults, f"{len(found)} alerts, {len(pages)} runbooks, one for each alert", runbooks=len(pages))


@static
def every_runbook_was_read_lately(around: Surroundings) -> Finding:
    """Somebody read each of them through within 180 days, and each has an owner who exists."""
    root, today = around.tree.root, around.now.date()
    pages, roles = runbooks(root), team(root).roles
    late = [_said(page, today) for page in pages if page.age_days(today) > REVIEWED_DAYS or page.is_expired(today)]
    fresh = [page for page in pages if not page.is_expired(today)]
    faults = [str(fault).removeprefix(f"{root}/") for page in fresh for fault in page.faults(roles=roles, today=today)]
    if not pages:
        faults.append(f"{RUNBOOKS} holds no runbook")
    if late and not faults:
        raise Outdated(f"to be read through: {', '.join(late)}")
    return judged(faults, f"{len(pages)} runbooks were read through within {REVIEWED_DAYS} days", runbooks=len(pages))


def _doubled(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _differences(around: Surroundings, found: list[Alert]) -> Iterator[str]:
    listed = {rule for alert in found for rule in alert.rules if _RULE_OF_THE_APP.fullmatch(rule)}
    described = {str(rule.get("rule")) for rule in app_spec(around).get("alerts") or [] if isinstance(rule, dict)}
    yield from (f"{MONITORING} lists {rule}, {PATH} has no such alert" for rule in sorted(listed - described))
    yield from (f"{PATH} has the alert {rule}, {MONITORING} does not list it" for rule in sorted(described - listed))


def _faults_of_link(alert: Alert, answered: dict[str, Document]) -> Iterator[str]:
    page = answered.get(alert.name)
    if page is None:
        yield f"the alert {alert.name} has no runbook"
    elif page.path.resolve() != alert.runbook:
        yield f"{MONITORING} leads from {alert.name} to {alert.runbook.name}, its runbook is {page.path.name}"


def _said(page: Document, today: date) -> str:
    return f"{page.path.name} (after {page.age_days(today)} days)"


BOXES = (
    Box(
        "20.1.1",
        "Deploying is described as it is done now",
        all_of=(deploying_is_as_written,),
        passes=f"{DEPLOY} was read through since migrations/ or .do/ last changed; every command in it exists",
        fix=f"Read {DEPLOY} through, mend it, set its day of review.",
        blocker=False,
    ),
    Box(
        "20.1.2",
        "The alerts described are the alerts there are",
        all_of=(
            every_alert_is_described,
            replace(
                digitalocean("GET /v2/apps/{app_id}/alerts", f"its alerts are those of {MONITORING}"), stages=DEPLOYED
            ),
        ),
        passes=f"{MONITORING} lists every alert that DigitalOcean has, and no other",
        fix=f"Mend the table “Alerts” of {MONITORING}.",
        blocker=False,
    ),
    Box(
        "20.1.3",
        "Each alert has a runbook that works",
        all_of=(every_alert_has_its_runbook,),
        passes="one runbook for each alert and the other way round; every command in them exists",
        fix=f"Write the runbook with `alert:` in its head, and link it in {MONITORING}.",
        blocker=False,
    ),
    Box(
        "20.1.4",
        "Runbooks were read through lately",
        all_of=(every_runbook_was_read_lately,),
        passes="each runbook was reviewed within 180 days by a role that exists",
        fix="Read the page that is named, mend it, set `reviewed` in its head.",
        blocker=False,
    ),
)
