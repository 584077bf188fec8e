"""12.1: journeys of the last day, on this commit."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from mingus.checklist.boxes.after_release import journeys
from mingus.checklist.boxes.after_release.speed import of_probes
from mingus.checklist.looking import check_up
from mingus.checklist.looking.network import Network
from mingus.checklist.rules import Stage, State
from tests.articles import writing
from tests.checklist.conftest import NOW, OURS, Check, MakeSurroundings, is_green, is_red
from tests.checklist.own_site import serving
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.checklist.sites import page, says, site

DAY = timedelta(days=1)
LIBRARY, VISITOR = "the_library_is_there_and_quick", "an_assessment_is_left_resumed_and_scored"


@pytest.mark.parametrize("box_id", ["12.1.1", "12.1.2", "12.1.3", "12.1.4"])
def test_a_green_journey_of_the_last_day_passes_at_home(check: Check, around: MakeSurroundings, box_id: str) -> None:
    record(around().home, box_id, at=NOW - DAY)
    assert is_green(check(box_id, stage=Stage.LOCAL))
    assert check(box_id, stage=Stage.LOCAL, now=NOW + timedelta(seconds=1)).state is State.STALE
    record(around().home, box_id, commit=OTHER_COMMIT)
    assert check(box_id, stage=Stage.LOCAL).state is State.STALE
    record(around().home, box_id, exit_code=1)
    assert is_red(check(box_id, stage=Stage.LOCAL), "exit code 1")


@pytest.mark.parametrize("box_id", ["12.1.1", "12.1.2", "12.1.3"])
@pytest.mark.parametrize("stage", [Stage.STAGING, Stage.PRODUCTION])
def test_where_people_are_it_takes_an_account_of_our_own(
    check: Check, around: MakeSurroundings, box_id: str, stage: Stage
) -> None:
    record(around().home, box_id)
    result = check(box_id, stage=stage)
    assert result.state is State.UNKNOWN
    assert "not built: an account of our own" in result.finding.detail


class TestLibrary:
    @pytest.mark.usefixtures("alice")
    def test_ours_is_there_and_quick(self, check: Check, app: APIFlask) -> None:
        writing.add(word="cushion", title="An emergency fund that fits")
        with serving(app) as url:
            result = asked(check, "12.1.3", LIBRARY, url)
        assert is_green(result)
        assert result.finding.figures["probes"] == 60

    @pytest.mark.parametrize(
        ("other", "said"),
        [
            ({journeys.SEARCH: says({"items": []})}, "answers 200 and finds nothing"),
            ({journeys.SEARCH: page(status=500)}, "answers 500 and finds nothing"),
            ({"/library/a-cushion": [page("text")] * 19 + [page(status=502)]}, "/library/a-cushion answers 502"),
            ({"/api/articles/": page(status=404)}, "/api/articles/ answers 404"),
        ],
    )
    def test_a_library_that_fails_is_found(self, check: Check, other: Mapping[str, Any], said: str) -> None:
        right = {
            "/api/articles/": says({"items": []}),
            journeys.SEARCH: says({"items": [{"slug": "a-cushion"}]}),
            "/library/a-cushion": page("text"),
        }
        with site({**right, **other}) as server:
            assert is_red(asked(check, "12.1.3", LIBRARY, server.url), said)

    @pytest.mark.parametrize(("seconds", "faults"), [(0.299, 0), (0.3, 1)])
    def test_less_than_300_milliseconds_is_quick(self, seconds: float, faults: int) -> None:
        probes = {"/library/a": [(200, seconds)] * 20, "/api/articles/": [(200, 0.01)] * 20}
        finding = of_probes(probes, journeys.MAX_LIBRARY_SECONDS)
        assert finding.figures.get("faults", 0) == faults
        assert ("/library/a takes 300 ms for 95 of a hundred" in finding.detail) is bool(faults)


class TestAssessment:
    def test_a_visitor_gets_what_was_worked_out_by_hand(self, check: Check, app: APIFlask) -> None:
        with serving(app) as url:
            assert is_green(asked(check, "12.1.4", VISITOR, url))

    def test_by_hand_is_what_may_never_change(self) -> None:
        rows = json.loads((OURS.root / "tests/assessments/golden.json").read_text())
        newest = max((name for name in rows if name.startswith(f"{check_up.SLUG}@")), key=_version)
        row = next(row for row in rows[newest] if row["answers"] == check_up.ANSWERS)
        assert (row["score"], row["sub_scores"]) == (check_up.SCORE, check_up.SUB_SCORES)

    @pytest.mark.parametrize(
        ("kept", "score", "said"),
        [
            ({}, check_up.SCORE, "is not there on coming back"),
            (dict(list(check_up.ANSWERS.items())[:6]), 35, "the score is 35 instead of 34"),
        ],
    )
    def test_one_that_forgets_or_reckons_wrongly_is_found(
        self, check: Check, kept: dict[str, Any], score: int, said: str
    ) -> None:
        answers = {
            "/api/assessments/readiness/attempts": says({"id": "1"}, 201, Set_Cookie="attempt=a; Path=/"),
            "/api/assessments/attempts/1/answers": says({}),
            "/api/assessments/attempts/1": says({"answers": kept}),
            "/api/assessments/attempts/1/submit": says({"score": score, "sub_scores": dict(check_up.SUB_SCORES)}),
        }
        with site(answers) as server:
            assert is_red(asked(check, "12.1.4", VISITOR, server.url), said)
            assert all("attempt=a" in request.headers["Cookie"] for request in server.requests[1:])

    def test_one_that_does_not_begin_is_found(self, check: Check) -> None:
        with site({}) as server:
            assert is_red(asked(check, "12.1.4", VISITOR, server.url), "/attempts answers 404 instead of 201")


def _version(name: str) -> int:
    return int(name.partition("@")[2])


def asked(check: Check, box_id: str, part: str, url: str) -> Any:
    """The result of a part at the site, asked without a pause."""
    return check(box_id, part, stage=Stage.STAGING, environ={"PUBLIC_URL": url}, network=Network(watch_seconds=0))
