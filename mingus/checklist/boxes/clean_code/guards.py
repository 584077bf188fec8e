"""1.5: what stands between a stranger and somebody's account."""

import re
from collections.abc import Mapping
from typing import Any

from mingus.checklist.box import Box, configuration, live, redis, static
from mingus.checklist.looking import cookies
from mingus.checklist.looking.headers import every_answer_carries_its_headers
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.redis_copies import processes_count_together
from mingus.checklist.proof import proven
from mingus.checklist.rules import DEPLOYED, Finding, failed, judged, looked_at, passed
from mingus.checklist.surroundings import Surroundings
from mingus.core.policy import EXEMPT, SAFE_METHODS

EXEMPTIONS = "docs/csrf-exemptions.md"
FORM, STRANGER = "application/x-www-form-urlencoded", "https://stranger.invalid"
REPORTS = "/csp-report"
BURST = 250
"""More than any of our limits allows an address at once; reports change nothing, so asking them is harmless."""
LEAKS = ("Traceback (most recent call last)", "Werkzeug", "site-packages", "/mingus/core/")


@static
def every_change_is_guarded(around: Surroundings) -> Finding:
    """Each route that changes something asks for a token, or stands on the reviewed list of exemptions."""
    booted = around.booted
    changing = [policy for policy in booted["policies"] if policy["method"] not in SAFE_METHODS]
    exempt = booted["csrf_exemptions"]
    reviewed = set(re.findall(r"^\| `([A-Z]+ /[^`]*)` \|", around.tree.read(EXEMPTIONS), re.MULTILINE))
    faults = [f"{_name(policy)} is not guarded" for policy in changing if not policy["csrf"]]
    faults += [f"{_name(policy)} is exempt without a reason" for policy in changing if policy["csrf"] == EXEMPT]
    faults += [f"{name} is exempt and not reviewed in {EXEMPTIONS}" for name in exempt if name not in reviewed]
    faults += [f"{name} is reviewed in {EXEMPTIONS} and not there any more" for name in reviewed if name not in exempt]
    return looked_at(len(changing), faults, f"{len(changing)} changes guarded, {len(exempt)} exempt with a reason")


@live
def a_form_without_a_token_is_refused(around: Surroundings) -> Finding:
    """Neither a form without its token nor one that another site sends is taken."""
    without = _post(around, "/login", {"Content-Type": FORM})
    strange = _post(around, "/login", {"Content-Type": FORM, "Origin": STRANGER, "Sec-Fetch-Site": "cross-site"})
    faults = [] if without.status in {400, 403} else [f"a form without a token is answered {without.status}"]
    faults += [] if strange.status in {400, 403} else [f"a form of another site is answered {strange.status}"]
    return judged(faults, "forms without a token and forms of other sites are refused")


@configuration
def limits_are_on(around: Surroundings) -> Finding:
    """Every route that a stranger may write to says how often."""
    open_ = [policy for policy in around.booted["policies"] if _is_open_to_writing(policy)]
    faults = [f"{_name(policy)} has no limit" for policy in open_ if not policy["limit"]]
    return looked_at(len(open_), faults, f"{len(open_)} routes that strangers may write to have a limit")


@live
def a_burst_is_slowed_down(around: Surroundings) -> Finding:
    """Who asks too often is told to wait, and how long."""
    for number in range(1, BURST + 1):
        answer = _post(around, REPORTS, {"Content-Type": "application/csp-report"}, b"{}")
        if answer.status == 429:
            wait = answer.header("Retry-After")
            return (
                passed(f"request {number} is told to wait {wait} seconds")
                if wait.isdigit()
                else failed("who asks too often is not told how long to wait")
            )
        if answer.status >= 500:
            return failed(f"{REPORTS} answers {answer.status}")
    return failed(f"{BURST} requests at once are all taken")


@configuration
def cookies_are_configured_safely(around: Surroundings) -> Finding:
    """What production would set: over https only, not for scripts, not from other sites."""
    found: Mapping[str, Any] = around.booted["config"]
    wanted = {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
    }
    faults = [f"{name} is {found.get(name)}" for name, value in wanted.items() if found.get(name) != value]
    if not str(found.get("SESSION_COOKIE_NAME", "")).startswith("__Host-"):
        faults.append("the cookie's name does not begin with __Host-")
    return judged(faults, "cookies are Secure, HttpOnly, SameSite=Strict, and bound to the host by their name")


@live
def the_cookie_of_a_visitor_is_safe(around: Surroundings) -> Finding:
    """The cookies of the page where people sign in."""
    found = cookies.of_visitor(around)
    faults = [fault for cookie in found for fault in cookies.cookie_faults(cookie)]
    return judged(faults, f"{len(found)} cookies of the page of signing in are bound and closed", cookies=len(found))


@live
def an_error_shows_nothing(around: Surroundings) -> Finding:
    """What goes wrong at the site shows no trace of our insides."""
    answers = [
        around.network.get(around.site + "/no-such-page-of-the-checklist"),
        around.network.request("DELETE", around.site + "/login"),
        _post(around, "/login", {"Content-Type": FORM}),
    ]
    faults = [
        f"the answer {answer.status} shows “{leak}”" for answer in answers for leak in LEAKS if leak in answer.text
    ]
    faults += [f"{answer.url} answers {answer.status}" for answer in answers if not 400 <= answer.status < 500]
    return judged(faults, f"{len(answers)} errors show nothing of our insides")


@configuration
def unforeseen_errors_show_nothing(around: Surroundings) -> Finding:
    """Nor does an error that nobody foresaw; and the server handles it instead of passing it on."""
    booted = around.booted
    unforeseen = [answer for answer in booted["errors"] if not answer["foreseen"]]
    faults = [
        f"an unforeseen error shows our insides to {answer['asked_for']}" for answer in unforeseen if answer["leaks"]
    ]
    faults += ["PROPAGATE_EXCEPTIONS is on"] if booted["config"]["PROPAGATE_EXCEPTIONS"] else []
    faults += ["debug is on"] if booted["debug"] else []
    return looked_at(len(unforeseen), faults, "an unforeseen error shows nothing of our insides")


def _post(around: Surroundings, path: str, headers: Mapping[str, str], body: bytes = b"email=x") -> Answer:
    return around.network.request("POST", around.site + path, headers=headers, body=body)


def _is_open_to_writing(policy: Mapping[str, Any]) -> bool:
    return policy["who"] == "anyone" and policy["method"] not in SAFE_METHODS


def _name(policy: Mapping[str, Any]) -> str:
    return f"{policy['method']} {policy['rule']}"


BOXES = (
    Box(
        "1.5.1",
        "No change without a token of ours",
        all_of=(
            every_change_is_guarded,
            a_form_without_a_token_is_refused,
            proven("1.5.1", "bin/test tests/core/test_security.py tests/abuse/test_A07_forged_changes.py"),
        ),
        passes="every change is guarded or reviewed; a form without a token, or of another site, is refused",
        fix=f"Guard the route, or write the exemption with its reason into {EXEMPTIONS}.",
        stages=DEPLOYED,
    ),
    Box(
        "1.5.2",
        "Who asks too often waits",
        all_of=(
            limits_are_on,
            a_burst_is_slowed_down,
            redis(processes_count_together),
        ),
        passes="every open route has a limit; a burst is answered 429 with Retry-After; processes count together",
        fix="`mingus checklist show 1.5.2` names the route.",
        stages=DEPLOYED,
    ),
    Box(
        "1.5.3",
        "The session's cookie is bound and closed",
        all_of=(cookies_are_configured_safely, the_cookie_of_a_visitor_is_safe),
        passes="__Host- name, Secure, HttpOnly, SameSite=Strict, Path=/, no Domain",
        fix="`mingus config check --env production` names the setting.",
        stages=DEPLOYED,
    ),
    Box(
        "1.5.4",
        "Every answer carries all its security headers",
        all_of=(every_answer_carries_its_headers,),
        passes="pages, errors, redirects, files and health carry all eight headers, each with a value that protects",
        fix="`mingus checklist show 1.5.4` names header and answer; they are set in mingus/core/edge.py.",
        stages=DEPLOYED,
    ),
    Box(
        "1.5.5",
        "An error shows nothing of our insides",
        all_of=(unforeseen_errors_show_nothing, an_error_shows_nothing),
        passes="no traceback, path or library name in any error; the server handles all of them",
        fix="`mingus checklist show 1.5.5` names the answer.",
        stages=DEPLOYED,
    ),
)
