"""A run: parallel, bounded, never stopped by a check; roll-ups and waivers last."""

import threading
import time
from dataclasses import replace
from datetime import date

import pytest

from mingus.checklist import service
from mingus.checklist.box import Box, Look, Part, part_of, static
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.rules import DEPLOYED, IN_PRODUCTION, Finding, Kind, Stage, State, failed, passed, unknown, warned
from mingus.checklist.service import Result, run
from mingus.checklist.surroundings import Surroundings
from mingus.checklist.waivers import Waiver
from tests.checklist.conftest import MakeSurroundings


def box(box_id: str, *parts: Part, **more: object) -> Box:
    return Box(box_id, f"Box {box_id}", all_of=parts, passes="always", fix="nothing", **more)  # type: ignore[arg-type]  # what a box takes differs by box


def answering(finding: Finding, kind: Kind = Kind.STATIC) -> Part:
    def look(_: Surroundings) -> Finding:
        return finding

    return part_of(kind)(look)


def raising(error: BaseException) -> Look:
    def look(_: Surroundings) -> Finding:
        raise error

    return look


PASSES = answering(passed("fine"))
FAILS = answering(failed("broken"))


def states(results: list[Result]) -> dict[str, str]:
    return {result.box.id: result.state.value for result in results}


def test_every_box_gets_its_result_in_the_order_asked(around: MakeSurroundings) -> None:
    wanted = [box(f"1.1.{number}", PASSES) for number in range(20)]
    assert [result.box for result in run(wanted, around())] == wanted


def test_a_check_that_crashes_fails_its_box_with_the_reason_and_no_other(around: MakeSurroundings) -> None:
    crashes = static(raising(ZeroDivisionError("by nothing")))
    first, second = run([box("1.1.1", crashes), box("1.1.2", PASSES)], around())
    assert first.state is State.FAIL
    assert "ZeroDivisionError: by nothing" in first.finding.detail
    assert second.state is State.PASS


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("no password\nthe statement was …"), "ValueError: no password"),
        (ValueError(), "ValueError: without a word"),
        (ValueError("x" * 201), f"ValueError: {'x' * 200}"),
    ],
)
def test_of_an_error_only_the_first_line_is_told(around: MakeSurroundings, error: Exception, words: str) -> None:
    [result] = run([box("1.1.1", static(raising(error)))], around())
    assert result.finding.detail == f"the check itself stopped: {words}"


@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), RecursionError(), MemoryError()])
def test_not_even_an_exit_in_a_check_stops_the_run(around: MakeSurroundings, error: BaseException) -> None:
    [result] = run([box("1.1.1", static(raising(error)))], around())
    assert result.state is State.FAIL


def test_what_is_missing_is_unknown_never_a_pass(around: MakeSurroundings) -> None:
    [result] = run([box("1.1.1", PASSES, static(raising(Missing("no credential: X is not set"))))], around())
    assert (result.state, result.finding.detail) == (State.UNKNOWN, "no credential: X is not set")


def test_what_is_there_but_does_not_answer_is_a_fail(around: MakeSurroundings) -> None:
    [result] = run([box("1.1.1", static(raising(NoAnswer("Redis does not answer"))))], around())
    assert (result.state, result.finding.detail) == (State.FAIL, "Redis does not answer")


def test_a_check_that_hangs_is_left_behind_at_its_time_out(around: MakeSurroundings) -> None:
    let_go = threading.Event()

    def hang(_: Surroundings) -> Finding:
        let_go.wait(30)
        return passed("too late")

    first, second = run([box("1.1.1", replace(static(hang), seconds=0.2)), box("1.1.2", PASSES)], around())
    let_go.set()
    assert (first.state, first.finding.detail) == (State.UNKNOWN, "no answer within 0.2 seconds")
    assert second.state is State.PASS


def test_checks_run_beside_each_other(around: MakeSurroundings) -> None:
    together = threading.Barrier(3, timeout=10)

    def wait_for_others(_: Surroundings) -> Finding:
        together.wait()
        return passed("met the others")

    results = run([box(f"1.1.{number}", static(wait_for_others)) for number in range(3)], around())
    assert {result.state for result in results} == {State.PASS}


def test_offline_asks_nobody_outside_and_says_what_it_would_need(around: MakeSurroundings) -> None:
    asked: list[Kind] = []
    parts = []
    for kind in (Kind.LIVE, Kind.VENDOR, Kind.DIGITALOCEAN, Kind.STATIC):

        def look(_: Surroundings, kind: Kind = kind) -> Finding:
            asked.append(kind)
            return passed("asked")

        parts.append(part_of(kind)(look))
    [result] = run([box("1.1.1", *parts)], around(offline=True))
    assert asked == [Kind.STATIC]
    assert result.state is State.UNKNOWN
    assert "offline: needs" in result.finding.detail


def test_a_box_of_another_stage_does_not_apply_and_is_not_looked_at(around: MakeSurroundings) -> None:
    [result] = run([box("1.1.1", static(raising(AssertionError("looked"))), stages=DEPLOYED)], around())
    assert (result.state, result.finding.detail) == (State.NOT_APPLICABLE, "belongs to staging and production")


def test_a_part_of_another_stage_has_no_say(around: MakeSurroundings) -> None:
    elsewhere = replace(FAILS, stages=IN_PRODUCTION)
    assert run([box("1.1.1", elsewhere, PASSES)], around())[0].state is State.PASS
    assert run([box("1.1.1", elsewhere, PASSES)], around(stage=Stage.PRODUCTION))[0].state is State.FAIL


def test_one_part_is_enough_where_the_box_says_any(around: MakeSurroundings) -> None:
    either = Box("1.1.1", "Either", any_of=(FAILS, PASSES), passes="one", fix="none")
    assert run([either], around())[0].state is State.PASS


class TestRollUp:
    below = (box("1.1.1", PASSES), box("1.1.2", answering(warned("hm"))), box("1.2.1", FAILS))

    def test_is_as_bad_as_the_worst_below(self, around: MakeSurroundings) -> None:
        above = [box("19.1.1", rolls_up=("1.1.*",)), box("19.1.2", rolls_up=("1.1.1", "1.2.1"))]
        results = run([*self.below, *above], around())
        assert states(results)["19.1.1"] == "warn"
        assert states(results)["19.1.2"] == "fail"
        assert "1.2.1" in results[-1].finding.detail

    def test_runs_what_is_below_though_nobody_asked_for_it(self, around: MakeSurroundings) -> None:
        above = box("19.1.1", rolls_up=("1.2.1",))
        assert states(run([above], around(), among=[*self.below, above])) == {"19.1.1": "fail"}

    def test_rolls_up_what_rolls_up(self, around: MakeSurroundings) -> None:
        top = [box("S.6", rolls_up=("19.2.*",)), box("19.2.1", rolls_up=("1.2.1",))]
        assert states(run(top, around(), among=[*self.below, *top])) == {"S.6": "fail", "19.2.1": "fail"}

    def test_its_own_parts_count_too(self, around: MakeSurroundings) -> None:
        above = box("19.1.1", answering(unknown("not yet")), rolls_up=("1.1.1",))
        assert states(run([*self.below, above], around()))["19.1.1"] == "unknown"

    def test_says_that_all_below_pass_and_how_many(self, around: MakeSurroundings) -> None:
        below = [box(f"1.1.{number}", PASSES) for number in range(3)]
        finding = run([*below, box("19.1.1", rolls_up=("1.1.*",))], around())[-1].finding
        assert (finding.state, finding.detail) == (State.PASS, "all 3 boxes below pass")
        assert finding.figures == {"boxes": 3, "passed": 3}

    @pytest.mark.parametrize(("count", "rest"), [(6, "1.1.5"), (7, "1.1.5 and 1 more"), (8, "1.1.5 and 2 more")])
    def test_names_six_of_the_worst_and_counts_the_rest(self, around: MakeSurroundings, count: int, rest: str) -> None:
        below = [box(f"1.1.{number}", FAILS) for number in range(count)]
        finding = run([*below, box("1.2.1", PASSES), box("19.1.1", rolls_up=("1.*",))], around())[-1].finding
        assert finding.detail == f"fail: 1.1.0, 1.1.1, 1.1.2, 1.1.3, 1.1.4, {rest}"
        assert finding.figures == {"boxes": count + 1, "passed": 1}

    def test_says_where_nothing_below_applies(self, around: MakeSurroundings) -> None:
        below = box("1.1.1", FAILS, stages=DEPLOYED)
        finding = run([below, box("19.1.1", rolls_up=("1.1.1",))], around())[-1].finding
        assert (finding.state, finding.detail) == (State.NOT_APPLICABLE, "no box below applies at this stage")

    def test_at_another_stage_it_does_not_apply_whatever_is_below(self, around: MakeSurroundings) -> None:
        above = box("19.1.1", rolls_up=("1.2.1",), stages=DEPLOYED)
        assert states(run([*self.below, above], around()))["19.1.1"] == "n/a"

    def test_an_exact_id_rolls_up_no_longer_one(self) -> None:
        assert service.rolled_up(box("19.1.1", rolls_up=("1.1.1",)), ["1.1.1", "1.1.10"]) == ["1.1.1"]
        assert service.rolled_up(box("19.1.1", rolls_up=("1.1.*",)), ["1.1.1", "1.10.1"]) == ["1.1.1"]

    def test_each_box_is_told_once_when_it_is_known(self, around: MakeSurroundings) -> None:
        told: list[str] = []
        above = box("19.1.1", rolls_up=("1.1.*",))
        run([*self.below, above], around(), tell=lambda result: told.append(result.box.id))
        assert sorted(told) == ["1.1.1", "1.1.2", "1.2.1", "19.1.1"]


class TestWaiver:
    waiver = Waiver("1.1.1", "operator", "the vendor mends it in December", date(2026, 12, 31))

    def test_a_waived_box_lets_through_and_says_who_answers_for_it(self, around: MakeSurroundings) -> None:
        [result] = run([box("1.1.1", FAILS)], around(), waivers=[self.waiver])
        assert result.state is State.WAIVED
        assert not result.holds_up
        assert "operator" in result.finding.detail
        assert "broken" in result.finding.detail

    def test_after_its_day_it_counts_no_more(self, around: MakeSurroundings) -> None:
        [result] = run([box("1.1.1", FAILS)], around(), waivers=[replace(self.waiver, expires_on=date(2026, 11, 24))])
        assert result.state is State.FAIL
        assert "ended 2026-11-24" in result.finding.detail

    def test_a_box_that_passes_needs_none(self, around: MakeSurroundings) -> None:
        [result] = run([box("1.1.1", PASSES)], around(), waivers=[self.waiver])
        assert result.state is State.PASS


def test_only_blockers_hold_up(around: MakeSurroundings) -> None:
    blocker, other = run([box("1.1.1", FAILS), box("1.1.2", FAILS, blocker=False)], around())
    assert blocker.holds_up
    assert not other.holds_up


def test_says_how_long_a_box_took(around: MakeSurroundings) -> None:
    def slowly(_: Surroundings) -> Finding:
        time.sleep(0.05)
        return passed("at last")

    assert 0.05 <= service.look(box("1.1.1", static(slowly)), around()).seconds < 60
