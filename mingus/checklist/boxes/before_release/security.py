"""10.2: the release was attacked by us before anybody else does."""

from mingus.checklist.box import Box
from mingus.checklist.proof import proven, unbuilt
from mingus.checklist.rules import DEPLOYED, Kind

SCAN = "bin/check"
SCAN_DAYS = 7  # what is known of dependencies is old after a week
SIGN_IN_TESTS = (
    "bin/test tests/identity tests/journeys/test_sessions.py tests/journeys/test_main_job.py"
    " tests/journeys/test_second_factors.py tests/journeys/test_links_in_mails.py"
)
CSRF_TESTS = "bin/test tests/core/test_security.py tests/core/test_policy.py"
LIMIT_TESTS = "bin/test tests/abuse tests/core/pacing tests/core/test_limits.py tests/identity/test_attempts.py"

BOXES = (
    Box(
        "10.2.1",
        "Scanners found nothing that matters",
        all_of=(
            proven("10.2.1", SCAN, max_days=SCAN_DAYS),
            unbuilt(
                Kind.EVIDENCE, "runs of a dependency audit, semgrep, gitleaks, wapiti and schemathesis in one command"
            ),
        ),
        passes="all scanners ran on this commit, at most seven days ago, with no high or medium finding left",
        fix=f"`mingus evidence run 10.2.1 -- {SCAN}`; mend what it names, or waive it with a reason and a day.",
    ),
    Box(
        "10.2.2",
        "Every way in and out was tried",
        all_of=(proven("10.2.2", SIGN_IN_TESTS),),
        passes="joining, confirming, both factors, lock-out, forgotten passwords, signing out passed, in browsers too",
        fix=f"`mingus evidence run 10.2.2 -- {SIGN_IN_TESTS}`",
    ),
    Box(
        "10.2.3",
        "Forged changes from other sites were tried and refused",
        all_of=(proven("10.2.3", CSRF_TESTS),),
        rolls_up=("1.5.1",),
        passes="its tests passed on this commit, and 1.5.1 passes on the running site",
        fix=f"`mingus evidence run 10.2.3 -- {CSRF_TESTS}`; `mingus checklist show 1.5.1`",
        stages=DEPLOYED,
    ),
    Box(
        "10.2.4",
        "Too many tries were tried and refused",
        all_of=(proven("10.2.4", LIMIT_TESTS),),
        rolls_up=("1.5.2", "9.2.1"),
        passes="its tests passed on this commit, and 1.5.2 and 9.2.1 pass on the running site",
        fix=f"`mingus evidence run 10.2.4 -- {LIMIT_TESTS}`; `mingus checklist show 1.5.2`",
        stages=DEPLOYED,
    ),
)
