"""P.5 to P.7: what a person looks through, restores and practises once people are there."""

from typing import Final

from mingus.checklist.box import Box, database
from mingus.checklist.looking import trail
from mingus.checklist.proof import attested, proven
from mingus.checklist.rules import IN_PRODUCTION

DRILL: Final = "mingus backup drill"
GAME_DAYS: Final = 14
REVIEW_DAYS: Final = 14
DRILL_DAYS: Final = 30

BOXES = (
    Box(
        "P.5",
        "Somebody read what the guards saw",
        all_of=(
            database(trail.security_events_of_a_day),
            attested(
                "P.5", "the first day's events of security were read, and each oddity explained", days=REVIEW_DAYS
            ),
        ),
        passes="nothing odd in the audit log of a day, and a member has said what they saw there",
        fix="`mingus checklist attest P.5 --by MEMBER --statement …`; docs/runbooks/security-incident.md",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "P.6",
        "A backup with people's data was restored",
        all_of=(proven("P.6", DRILL, max_days=DRILL_DAYS, same_commit=False),),
        passes="a backup made after the launch was restored and compared",
        fix=f"`mingus evidence run P.6 --kind drill -- {DRILL}`",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "P.7",
        "The first emergency was practised",
        all_of=(
            proven("P.7", "mingus drill incident", max_days=GAME_DAYS, same_commit=False),
            attested("P.7", "the practice happened, who took part, and what will change", days=GAME_DAYS),
        ),
        passes="an emergency was practised at most 14 days after the launch, and a member has said how it went",
        fix="docs/runbooks/escalation.md; `mingus checklist attest P.7 --by MEMBER --statement …`",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
)
