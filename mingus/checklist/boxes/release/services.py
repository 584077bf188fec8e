"""11.3: what was deployed answers: health, sign-in, the API, and those whom Mingus asks."""

from typing import Any, Final

from mingus.checklist.box import Box, live
from mingus.checklist.looking import integrations, site
from mingus.checklist.looking.http import Answer
from mingus.checklist.proof import proven, unbuilt
from mingus.checklist.rules import DEPLOYED, Finding, Kind, failed, judged
from mingus.checklist.surroundings import Surroundings

SIGN_IN, GUARDED, WHO = "/login", "/goals", "/api/auth/check-auth"
OPENAPI: Final = "/api/openapi.json"
PROBLEM: Final = "application/problem+json"
SIGN_IN_TESTS: Final = "bin/test tests/identity tests/journeys/test_sessions.py"
API_TESTS: Final = "bin/test tests/abuse tests/identity/api tests/ledger/api"
MAX_ADDRESSES: Final = 60


@live
def health_answers_as_it_should(around: Surroundings) -> Finding:
    """Both addresses of health: 200, quick, JSON, from no cache, with nothing in it that is nobody's business."""
    secrets = site.secrets_of(around.environ)
    answers = {path: site.quickest(around, path) for path in (site.LIVE, site.READY)}
    faults = [fault for path, answer in answers.items() for fault in site.unwell(path, answer)]
    faults += [fault for path, answer in answers.items() for fault in site.careless(path, answer, secrets)]
    slowest = max(answer.seconds for answer in answers.values())
    words = f"{site.LIVE} and {site.READY} answer 200 within {slowest * 1000:.0f} ms, from no cache"
    return judged(faults, words, milliseconds=round(slowest * 1000))


@live
def a_stranger_is_asked_to_sign_in(around: Surroundings) -> Finding:
    """The form to sign in is there, with its token; a page leads to it; the API refuses a stranger."""
    get, home = around.network.get, around.site
    form, page, api = get(home + SIGN_IN, accept="text/html"), get(home + GUARDED), get(home + WHO)
    faults = [f"{SIGN_IN} answers {form.status}"] if form.status != 200 else []
    if 'name="csrf_token"' not in form.text:
        faults.append(f"the form at {SIGN_IN} has no CSRF token")
    if "no-store" not in form.header("Cache-Control"):
        faults.append(f"{SIGN_IN} may be kept by a cache")
    if page.status not in {302, 303} or SIGN_IN not in page.header("Location"):
        faults.append(f"{GUARDED} answers a stranger {page.status} and does not lead to {SIGN_IN}")
    if api.status != 401 or not api.header("WWW-Authenticate"):
        faults.append(f"{WHO} answers a stranger {api.status} instead of 401 with WWW-Authenticate")
    return judged(faults, f"{SIGN_IN} is there, {GUARDED} leads to it, {WHO} answers 401")


@live
def the_api_answers_what_it_describes(around: Surroundings) -> Finding:
    """The description is there, and every address in it that reads and takes no id answers in JSON, never 5xx."""
    described = around.network.get(around.site + OPENAPI)
    paths = readable(site.object_of(described))
    if described.status != 200 or not paths:
        return failed(f"{OPENAPI} answers {described.status} and describes {len(paths)} addresses that can be read")
    faults = [fault for path in paths for fault in misanswered(path, around.network.get(around.site + path))]
    nowhere = around.network.get(around.site + "/api/no-such-address-of-the-checklist")
    if nowhere.status != 404 or not nowhere.header("Content-Type").startswith(PROBLEM):
        faults.append(f"an address that is not there answers {nowhere.status} instead of 404 as {PROBLEM}")
    return judged(faults, f"{len(paths)} addresses answer as {OPENAPI} describes them", addresses=len(paths))


def readable(described: dict[str, Any]) -> list[str]:
    """Addresses of a description that a program may simply get, at most sixty."""
    paths = described.get("paths")
    found = paths.items() if isinstance(paths, dict) else ()
    reads = [path for path, ways in found if "{" not in path and isinstance(ways, dict) and "get" in ways]
    return sorted(reads)[:MAX_ADDRESSES]


def misanswered(path: str, answer: Answer) -> list[str]:
    """What is wrong with what an address of the API says to a stranger."""
    if answer.status >= 500:
        return [f"{path} answers {answer.status}"]
    kind = answer.header("Content-Type").partition(";")[0]
    wanted = "application/json" if answer.status == 200 else PROBLEM
    return [] if kind == wanted else [f"{path} answers {answer.status} as {kind or 'nothing'}, not as {wanted}"]


BOXES = (
    Box(
        "11.3.1",
        "The addresses of health answer",
        all_of=(health_answers_as_it_should,),
        passes="/health/live and /health/ready answer 200 in under 300 ms, as JSON, from no cache, telling no secret",
        fix="`mingus doctor`; docs/runbooks/site-down.md",
        stages=DEPLOYED,
    ),
    Box(
        "11.3.2",
        "Whoever Mingus asks lets it in",
        all_of=integrations.EVERY_ONE,
        passes="every vendor takes our key, or a banner says what does not work",
        fix="docs/runbooks/vendor-down.md; the integrations themselves are not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "11.3.3",
        "Signing in works where it was deployed",
        all_of=(
            a_stranger_is_asked_to_sign_in,
            unbuilt(Kind.LIVE, "an account of our own there that signs in with a second factor and out again"),
            proven("11.3.3", SIGN_IN_TESTS),
        ),
        passes="strangers are led to the form; our own account signs in and out in 3 seconds, and the log says so",
        fix=f"`mingus evidence run 11.3.3 -- {SIGN_IN_TESTS}`",
        stages=DEPLOYED,
    ),
    Box(
        "11.3.4",
        "The API works where it was deployed",
        all_of=(
            the_api_answers_what_it_describes,
            unbuilt(Kind.LIVE, "asking the API for one of several versions"),
            proven("11.3.4", API_TESTS),
        ),
        passes="every address that reads answers as described, versions are told apart, the API is tested",
        fix=f"`mingus evidence run 11.3.4 -- {API_TESTS}`",
        stages=DEPLOYED,
    ),
)
