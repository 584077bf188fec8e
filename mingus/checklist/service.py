"""Runs boxes: parts in parallel, each with an end, then roll-ups, then waivers. Nothing here can stop a run."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue

from mingus.checklist import rules
from mingus.checklist.box import Box, Part
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.looking.tree import Unreadable
from mingus.checklist.missing import Missing, Outdated
from mingus.checklist.rules import Finding, Stage, State
from mingus.checklist.surroundings import Surroundings
from mingus.checklist.waivers import Waiver
from mingus.core.errors import MingusError

WORKERS = 4


@dataclass(frozen=True)
class Result:
    """What became of one box."""

    box: Box
    finding: Finding
    parts: tuple[tuple[Part, Finding], ...] = ()
    seconds: float = 0.0

    @property
    def state(self) -> State:
        return self.finding.state

    @property
    def holds_up(self) -> bool:
        """Whether this alone forbids going live."""
        return self.box.blocker and self.state in rules.HOLDS_UP


Told = Callable[[Result], None]


def run(
    boxes: Sequence[Box],
    around: Surroundings,
    *,
    among: Sequence[Box] = (),
    waivers: Iterable[Waiver] = (),
    tell: Told = lambda _: None,
) -> list[Result]:
    """Every box's result, in the order given; `tell` hears of each as it is known.

    `among` are all boxes there are: those that `boxes` roll up are run too, unseen.
    """
    asked = {box.id for box in boxes}
    known = {box.id: box for box in (*among, *boxes)}
    wanted = [known[box_id] for box_id in known if box_id in _with_rolled_up(asked, known)]
    looked = _look_at_all(
        wanted, around, lambda result: None if result.box.rolls_up or result.box.id not in asked else tell(result)
    )
    results: dict[str, Result] = {}
    granted = {waiver.box_id: waiver for waiver in waivers}
    for box in wanted:
        _settle(box, looked, results, around, granted)
    for box in boxes:
        if box.rolls_up:
            tell(results[box.id])
    return [results[box.id] for box in boxes]


def rolled_up(box: Box, known: Iterable[str]) -> list[str]:
    """The ids that a box rolls up: exact ones, and all that begin like `1.4.*`."""
    return [
        box_id
        for box_id in known
        for wanted in box.rolls_up
        if box_id == wanted or (wanted.endswith(".*") and box_id.startswith(wanted[:-1]))
    ]


def _with_rolled_up(asked: set[str], known: Mapping[str, Box]) -> set[str]:
    found: set[str] = set()
    waiting = list(asked)
    while waiting:
        box_id = waiting.pop()
        if box_id not in found:
            found.add(box_id)
            waiting.extend(rolled_up(known[box_id], known))
    return found


def _settle(
    box: Box,
    looked: Mapping[str, Result],
    results: dict[str, Result],
    around: Surroundings,
    granted: Mapping[str, Waiver],
) -> None:
    """Adds what the box rolls up, whose own results come first, and then its waiver."""
    if box.id in results:
        return
    result = looked[box.id]
    if box.rolls_up and around.stage in box.stages:
        below = rolled_up(box, looked)
        for box_id in below:
            _settle(looked[box_id].box, looked, results, around, granted)
        summary = _summary([results[box_id] for box_id in below])
        result = replace(result, finding=rules.all_of([*(finding for _, finding in result.parts), summary]))
    waiver = granted.get(box.id)
    if waiver is not None and result.state in rules.HOLDS_UP:
        result = replace(result, finding=waiver.finding(result.finding, around.now.date()))
    results[box.id] = result


def _summary(below: list[Result]) -> Finding:
    state = rules.worst(result.state for result in below)
    figures = {"boxes": len(below), "passed": sum(result.state is State.PASS for result in below)}
    if state is State.PASS:
        return Finding(state, f"all {len(below)} boxes below pass", figures)
    if state is State.NOT_APPLICABLE:
        return Finding(state, "no box below applies at this stage", figures)
    worst = [result.box.id for result in below if result.state is state]
    more = f" and {len(worst) - 6} more" if len(worst) > 6 else ""
    return Finding(state, f"{state.value}: {', '.join(worst[:6])}{more}", figures)


def _look_at_all(boxes: Sequence[Box], around: Surroundings, tell: Told) -> dict[str, Result]:
    waiting: SimpleQueue[tuple[Box, Future[Result]]] = SimpleQueue()
    futures = {box.id: Future[Result]() for box in boxes}
    for box in boxes:
        waiting.put((box, futures[box.id]))
    for number in range(WORKERS):
        threading.Thread(target=_work, args=(waiting, around, tell), name=f"checks-{number}", daemon=True).start()
    return {box.id: futures[box.id].result() for box in boxes}


def _work(waiting: "SimpleQueue[tuple[Box, Future[Result]]]", around: Surroundings, tell: Told) -> None:
    while True:
        try:
            box, future = waiting.get_nowait()
        except Empty:
            return
        result = look(box, around)
        tell(result)
        future.set_result(result)


def look(box: Box, around: Surroundings) -> Result:
    """One box without what it rolls up. Its parts may crash or hang: that becomes their finding."""
    began = time.monotonic()
    if around.stage not in box.stages:
        return Result(box, rules.not_applicable(f"belongs to {_stages(box.stages)}"))
    found = tuple((part, _look_at_part(part, around)) for part in box.parts)
    join = rules.any_of if box.any_of else rules.all_of
    finding = join([finding for _, finding in found]) if found else rules.passed("")
    return Result(box, finding, found, time.monotonic() - began)


def _look_at_part(part: Part, around: Surroundings) -> Finding:
    if around.stage not in part.stages:
        return rules.not_applicable(f"belongs to {_stages(part.stages)}")
    if around.offline and part.kind in rules.ASKS_OUTSIDE:
        return rules.unknown(f"offline: needs {part.needs}")
    future: Future[Finding] = Future()
    threading.Thread(target=_guarded, args=(part, around, future), name=part.name, daemon=True).start()
    try:
        return future.result(timeout=part.seconds)
    except FutureTimeout:
        return rules.unknown(f"no answer within {part.seconds:g} seconds")


def _guarded(part: Part, around: Surroundings, future: "Future[Finding]") -> None:
    try:
        finding = part.look(around)
    except Missing as missing:
        finding = rules.unknown(str(missing))
    except Outdated as outdated:
        finding = Finding(State.STALE, str(outdated))
    except (NoAnswer, Unreadable, MingusError) as error:
        finding = rules.failed(str(error))
    except BaseException as error:
        finding = rules.failed(f"the check itself stopped: {type(error).__name__}: {_first_line(error)}")
    future.set_result(finding)


def _stages(stages: Iterable[Stage]) -> str:
    return " and ".join(stage.value for stage in Stage if stage in stages)


def _first_line(error: BaseException) -> str:
    """What an error says, without the statement or the data that some add to it."""
    return (str(error).splitlines() or ["without a word"])[0][:200]
