"""12.1: whoever comes to the new release can do what Mingus is for."""

from dataclasses import replace
from typing import Final

import orjson

from mingus.checklist.box import Box, Part, live, watching
from mingus.checklist.boxes.after_release.speed import of_probes
from mingus.checklist.looking import check_up, site
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.proof import proven, unbuilt
from mingus.checklist.rules import DEPLOYED, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings

SIGN_IN: Final = "bin/test tests/journeys/test_main_job.py tests/journeys/test_sessions.py"
GOALS: Final = "bin/test tests/goals tests/journeys/test_main_job.py"
LIBRARY: Final = "bin/test tests/articles tests/journeys/test_library.py"
ASSESSMENTS: Final = "bin/test tests/assessments tests/journeys/test_check_up.py"
A_DAY: Final = 1
SHELF, SEARCH, ARTICLE = "/api/articles/", "/api/articles/search?q=emergency%20fund", "/library/{slug}"
PROBES: Final = 20
MAX_LIBRARY_SECONDS: Final = 0.3


def _on_site(what: str) -> Part:
    """What can only be seen where people are, with an account of our own that takes itself away again."""
    return replace(unbuilt(Kind.EVIDENCE, f"an account of our own that {what}"), stages=DEPLOYED)


@watching
def the_library_is_there_and_quick(around: Surroundings) -> Finding:
    """Twenty times the list, a search that finds something, and the article it finds: 95 of a hundred in 300 ms."""
    slug = _found(around)
    paths = (SHELF, SEARCH, ARTICLE.format(slug=slug))
    answers: dict[str, list[Answer]] = {path: [] for path in paths}
    for _ in site.rounds(around, PROBES):
        for path in paths:
            answers[path].append(around.network.get(around.site + path))
    probes = {path: [(each.status, each.seconds) for each in found] for path, found in answers.items()}
    return of_probes(probes, MAX_LIBRARY_SECONDS)


@live
def an_assessment_is_left_resumed_and_scored(around: Surroundings) -> Finding:
    """A visitor answers half, comes back, answers the rest, and gets what was worked out by hand."""
    visitor = check_up.CheckUp(around, {})
    attempt, answers = visitor.begin(), list(check_up.ANSWERS.items())
    half = dict(answers[: len(answers) // 2])
    visitor.answer(attempt, half)
    faults = [] if visitor.kept(attempt) == half else ["what was answered is not there on coming back"]
    visitor.answer(attempt, dict(answers[len(half) :]))
    result = visitor.result(attempt)
    if (result.get("score"), result.get("sub_scores")) != (check_up.SCORE, check_up.SUB_SCORES):
        faults.append(f"the score is {result.get('score')} instead of {check_up.SCORE}")
    return judged(faults, f"{len(answers)} answers, in two sittings, give the {check_up.SCORE} worked out by hand")


def _found(around: Surroundings) -> str:
    answer = around.network.get(around.site + SEARCH, accept="application/json")
    items = orjson.loads(answer.body)["items"] if answer.status == 200 else []
    if not items:
        raise NoAnswer(f"{SEARCH} answers {answer.status} and finds nothing")
    return str(items[0]["slug"])


BOXES = (
    Box(
        "12.1.1",
        "A newcomer joins and signs in",
        all_of=(proven("12.1.1", SIGN_IN, max_days=A_DAY), _on_site("joins, signs in, and is removed again")),
        passes="the journey was green within a day, on this commit and on the site itself",
        fix=f"`mingus evidence run 12.1.1 -- {SIGN_IN}`",
    ),
    Box(
        "12.1.2",
        "A goal is set, changed and reached",
        all_of=(proven("12.1.2", GOALS, max_days=A_DAY), _on_site("sets a goal and reaches it")),
        passes="the journey was green within a day, and what was put aside adds up to the cent",
        fix=f"`mingus evidence run 12.1.2 -- {GOALS}`",
    ),
    Box(
        "12.1.3",
        "Articles are found, read and kept",
        all_of=(
            proven("12.1.3", LIBRARY, max_days=A_DAY),
            replace(the_library_is_there_and_quick, stages=DEPLOYED),
            _on_site("keeps an article and finds it again"),
        ),
        passes="list, search, article and bookmark work, 95 of a hundred within 300 ms",
        fix=f"`mingus library check`; `mingus evidence run 12.1.3 -- {LIBRARY}`",
    ),
    Box(
        "12.1.4",
        "An assessment is begun, resumed and scored",
        all_of=(
            proven("12.1.4", ASSESSMENTS, max_days=A_DAY),
            replace(an_assessment_is_left_resumed_and_scored, stages=DEPLOYED),
        ),
        passes="one can be begun, left and resumed, and its score is the one that was worked out by hand",
        fix=f"`mingus assessment check`; `mingus evidence run 12.1.4 -- {ASSESSMENTS}`",
    ),
)
