"""19.3: everything people were promised works, and fails politely."""

from mingus.checklist.box import NEEDS, Box, Part, live
from mingus.checklist.documents import features, missing_tests
from mingus.checklist.looking.records import Wanted
from mingus.checklist.proof import proven, summed
from mingus.checklist.rules import DEPLOYED, Finding, Kind, all_of, failed, judged, not_built
from mingus.checklist.surroundings import Surroundings

JOURNEYS = "bin/test tests/journeys"
NOWHERE = "/no-such-page-of-the-checklist"
LEAKS = ("Traceback (most recent call last)", "Werkzeug", "site-packages", ".py&#34;, line", '.py", line')


def every_feature_has_a_green_journey(around: Surroundings) -> Finding:
    """The list of features names a test for each, the tests exist, and they passed on this commit."""
    listed = features(around.tree.root)
    lost = [f"{test} does not exist" for each in listed for test in missing_tests(around.tree.root, each)]
    if lost or not listed:
        return judged(lost or ["docs/features.csv lists nothing"], "")
    green = around.records.judged("19.3.1", Wanted(30, same_commit=True), f"mingus evidence run 19.3.1 -- {JOURNEYS}")
    waiting = [each.name for each in listed if not each.tests]
    if not waiting:
        return green
    return all_of([green, not_built(f"{len(waiting)} of {len(listed)} features, like {waiting[0]}")])


@live
def a_lost_visitor_is_helped(around: Surroundings) -> Finding:
    """A page that does not exist says so with a number to ask about, and nothing about our insides."""
    answer = around.network.get(around.site + NOWHERE, accept="text/html")
    request_id = answer.header("X-Request-ID")
    if answer.status != 404:
        return failed(f"{NOWHERE} answers {answer.status} instead of 404")
    faults = [f"the page shows “{leak}”" for leak in LEAKS if leak in answer.text]
    if not request_id or request_id not in answer.text:
        faults.append("the page does not show its request id")
    return judged(faults, "the page of a lost visitor answers 404, shows its request id and nothing of our insides")


BOXES = (
    Box(
        "19.3.1",
        "Every feature has a journey that passed",
        all_of=(Part(Kind.EVIDENCE, every_feature_has_a_green_journey, NEEDS[Kind.EVIDENCE]),),
        rolls_up=("10.3.2",),
        passes="every row of docs/features.csv names tests that exist and passed on this commit",
        fix=f"`mingus evidence run 19.3.1 -- {JOURNEYS}`; add the missing test to docs/features.csv.",
        blocker=False,
    ),
    summed("19.3.2", "Whatever we build upon answers", "12.2.*"),
    Box(
        "19.3.3",
        "Whole journeys in a browser, with errors and ways back",
        all_of=(proven("19.3.3", JOURNEYS),),
        passes="the journeys passed on this commit, with no serious finding of accessibility",
        fix=f"`mingus evidence run 19.3.3 -- {JOURNEYS}`",
    ),
    Box(
        "19.3.4",
        "Errors are pages that help",
        all_of=(proven("19.3.4", "bin/test tests/core tests/ops"), a_lost_visitor_is_helped),
        passes="the tests with database or Redis taken away passed; a missing page answers 404 with its request id",
        fix="`mingus evidence run 19.3.4 -- bin/test tests/core tests/ops`; `mingus checklist show 19.3.4`",
        stages=DEPLOYED,
    ),
)
