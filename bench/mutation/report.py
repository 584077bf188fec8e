"""The table of a run: per module how many faults were planted and found, and every one that was not."""

from collections.abc import Iterable
from typing import NamedTuple

from bench.mutation.equivalents import Excuses, is_excused
from bench.mutation.memory import Known

GATE = 0.9


class Counts(NamedTuple):
    """Faults that a module has, were planted in it, were found by its tests."""

    faults: int
    planted: int
    found: int


def show(chosen: list[tuple[Known, int]], excuses: Excuses) -> int:
    """Print what was missed and the table; 0 when at least 90 % of what was planted was found."""
    every = list(dict.fromkeys(known for known, _ in chosen))
    planted = {known: [number for other, number in chosen if other is known] for known in every}
    for known in every:
        for number in planted[known]:
            if known.exit_codes.get(number) == 0:
                fault = known.faults[number]
                print(f"{known.name}:{fault.line} {fault.function.name}: {fault.what}")
    print(f"\n{'module':<58}{'faults':>8}{'planted':>9}{'found':>7}{'missed':>8}{'share':>8}")
    counts = {known: _counts(known, planted[known]) for known in every}
    for section in dict.fromkeys(known.target.section for known in every):
        here = [known for known in every if known.target.section == section]
        for known in here:
            _line(known.name, counts[known])
        _line(f"= {section}", _sum(counts[known] for known in here))
    total = _sum(counts.values())
    _line("all", total)
    waiting = len(chosen) - total.planted
    waiting = len(chosen) - total[1]
    excused = sum(is_excused(excuses, known.name, fault) for known in every for fault in known.faults)
    print(f"{waiting} not planted yet; {excused} excused in bench/equivalent.yaml")
    return 0 if total.planted and total.found >= GATE * total.planted else 1


def _counts(known: Known, planted: list[int]) -> Counts:
    codes = [known.exit_codes[number] for number in planted if number in known.exit_codes]
    return Counts(len(known.faults), len(codes), sum(code != 0 for code in codes))


def _sum(counts: Iterable[Counts]) -> Counts:
    return Counts(*map(sum, zip(*counts, strict=True)))


def _line(name: str, counts: Counts) -> None:
    faults, planted, found = counts
    share = f"{100 * found / planted:.1f} %" if planted else ""
    print(f"{name:<58}{faults:>8}{planted:>9}{found:>7}{planted - found:>8}{share:>8}")
