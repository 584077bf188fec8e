"""`bench/run`: measures Mingus in a temporary home and prints one table. Figures to compare, not a test."""

import argparse
import json
import platform
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench import files, pages, table
from bench.installation import installed
from bench.measuring import Measured, apart
from bench.table import Figure

SMALL, LARGE = 10_000, 100_000
HISTORIES = 1_000, 100_000
DATA_KEYS = 1_000_000


class Bench:
    """One run: a home, the environment that finds its database, and what was measured so far."""

    def __init__(self, home: Path, environ: Mapping[str, str]) -> None:
        self.home = home
        self.environ = environ

    def measured(self, function: str, **arguments: str | int) -> Measured:
        files_in = Path(str(arguments.get("folder", "")))
        print(f"  {function.removeprefix('bench.')} {files_in.parent.name} {files_in.name}".rstrip(), file=sys.stderr)
        return apart(function, self.environ, **arguments)

    def household(self) -> dict[str, str]:
        """A new household, as arguments."""
        return dict(zip(("household_id", "person_id"), self.measured("bench.imports:household").answer, strict=True))

    def imports(self, rows: int, folder: Path) -> Iterator[Figure]:
        """The bank's files of this many rows: parsed, imported, imported again."""
        for kind in ("csv", "ofx"):
            where = str(folder / kind)
            tokens, parsed = (
                self.measured(name, folder=where) for name in ("bench.floors:tokenize", "bench.imports:parse")
            )
            assert tokens.answer == parsed.answer == rows, "every reader finds every row"
            name = f"{kind.upper()}, {rows:,} rows"
            gate = 3.0 if (kind, rows) == ("ofx", LARGE) else None
            yield Figure(f"parse alone: {name}", parsed.cpu_seconds, "s", gate, tokens.cpu_seconds)
            yield from self._imported(name, rows, where)

    def _imported(self, name: str, rows: int, folder: str) -> Iterator[Figure]:
        who = self.household()
        floor = self.measured("bench.floors:copy_plain", folder=folder)
        first, again = (self.measured("bench.imports:bring_in", folder=folder, **who) for _ in range(2))
        assert (floor.answer, first.answer, again.answer) == (rows, rows, 0), "all rows, and never twice"
        gate = 6.0 if rows == LARGE else None
        yield Figure(f"import: {name}, CPU", first.cpu_seconds, "s", gate, floor.cpu_seconds)
        yield Figure(f"import: {name}, by the clock", first.wall_seconds, "s", None, floor.wall_seconds)
        yield Figure(f"import: {name}, memory", first.peak_bytes, "MB", 200e6, floor.peak_bytes)
        half = first.cpu_seconds / 2, first.wall_seconds / 2
        yield Figure(f"the same again: {name}, CPU", again.cpu_seconds, "s", half[0], floor.cpu_seconds)
        yield Figure(f"the same again: {name}, by the clock", again.wall_seconds, "s", half[1], floor.wall_seconds)

    def pages(self, histories: tuple[int, ...]) -> Iterator[Figure]:
        """Pages and the category report, for a short and for a long history."""
        households = []
        for rows in histories:
            who = self.household()
            self.measured("bench.imports:bring_in", folder=str(files.write_recent(self.home, rows)), **who)
            self.measured("bench.pages:add_goals", **who)
            report = self.measured("bench.pages:report", **who).answer
            found = self.measured("bench.pages:requests", **who).answer
            yield Figure(f"report of 12 months: {rows:,} rows", report["service"], "ms", 3e-3, report["plain"])
            yield from self._requests(rows, found, report["rows"])
            households.append(who)
        few, many = self.measured("bench.pages:dashboards", households=json.dumps(households)).answer
        yield Figure(f"dashboard: {histories[-1]:,} rows against {histories[0]:,}", many / few, "×", 1.1)
        yield from self._weights(found["dashboard"]["page_bytes"])

    def _requests(self, rows: int, found: Mapping[str, Mapping[str, float]], plain_rows: float) -> Iterator[Figure]:
        canned = found["canned"]["cpu_seconds"]
        dashboard, listed, answer = (found[name] for name in pages.PAGES)
        yield Figure(f"dashboard: {rows:,} rows, CPU", dashboard["cpu_seconds"], "ms", 6e-3, canned)
        yield Figure(f"dashboard: {rows:,} rows, round trips", dashboard["trips"], "", 8)
        yield Figure(f"list of 50: {rows:,} rows, CPU", listed["cpu_seconds"], "ms", None, canned)
        yield Figure(f"list of 50: {rows:,} rows, round trips", listed["trips"], "", None)
        yield Figure(f"JSON of 50: {rows:,} rows, CPU", answer["cpu_seconds"], "ms", 10 * plain_rows, plain_rows)
        yield Figure(f"JSON of 50: {rows:,} rows against by hand", found["by_hand"]["times"], "×", 6)

    def _weights(self, page_bytes: float) -> Iterator[Figure]:
        found = {name: float(size) for name, size in pages.weights().items()}
        for name, gate in (("script", 25e3), ("style", 12e3), ("fonts", 65e3)):
            yield Figure(f"weight: {name}", found[name], "KB", gate)
        yield Figure("weight: the dashboard with all of it", sum(found.values()) + page_bytes, "KB", 130e3)

    def library(self) -> Iterator[Figure]:
        """The library with 5,000 articles: each page against its own statements, sent by psycopg alone."""
        assert self.measured("bench.library:fill").answer
        for name, found in self.measured("bench.library:requests").answer.items():
            gate = None if name.endswith("page") else 3 * found["floor_seconds"]
            yield Figure(f"library: {name}, p50", found["seconds"], "ms", gate, found["floor_seconds"])

    def rotation(self, count: int) -> Iterator[Figure]:
        """A new root key for so many people and households; two minutes for a million."""
        assert self.measured("bench.keys:fill", count=count).answer == count
        rotated = self.measured("bench.keys:rotate")
        assert rotated.answer >= count, "every key was moved"
        name = f"keys rotate: {count:,} data keys"
        yield Figure(f"{name}, by the clock", rotated.wall_seconds, "s", count * 120e-6)
        yield Figure(f"{name}, CPU", rotated.cpu_seconds, "s", None)

    def start(self) -> Iterator[Figure]:
        """The web until it could answer, and each of its workers."""
        for name in ("web", "plain"):  # the first time compiles
            self.measured(f"bench.starting:{name}")
        web, plain = self.measured("bench.starting:web"), self.measured("bench.starting:plain")
        yield Figure("the web loaded, before it forks workers: CPU", web.answer, "s", 0.7, plain.answer)
        yield Figure("the web loaded: memory", web.peak_bytes, "MB", 110e6, plain.peak_bytes)
        worker = self.measured("bench.starting:worker").answer
        yield Figure("start of a web worker, CPU", worker["cpu_seconds"], "s", 0.7)
        yield Figure("start of a web worker, memory of its own", worker["own_bytes"], "MB", 110e6)
        yield Figure("a killed web worker is replaced and answers, by the clock", worker["again_seconds"], "s")

    def storm(self) -> Iterator[Figure]:
        """A cheap page while eight sign in, against the same in peace."""
        found = self.measured("bench.storm:storm").answer
        yield Figure("sign-in page, p99 in peace", found["peace"], "ms")
        yield Figure("sign-in page, p99 while 8 sign in", found["storm"], "ms")
        yield Figure("sign-in page, p99 while 8 sign in against peace", found["storm"] / found["peace"], "×", 5)

    def telling(self) -> Iterator[Figure]:
        """Whether time tells who is a member: 2.58 is p = 0.01."""
        for door, found in self.measured("bench.telling:telling").answer.items():
            yield Figure(f"{door}: known against unknown, |z| of the ranks", found["z"], "", 2.58)
            yield Figure(f"{door}: known against unknown, medians apart", found["apart"], "", 0.05)


def main() -> None:
    """Measure everything, or with --quick the small set."""
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 rows only")
    quick = parser.parse_args().quick
    with installed() as (home, environ):
        bench = Bench(home, environ)
        figures = [*bench.start(), *bench.storm(), *bench.telling()]
        sizes = (SMALL,) if quick else (SMALL, LARGE)
        for rows in sizes:
            figures += bench.imports(rows, files.write(home, rows))
        figures += [] if quick else _growth(figures)
        figures += bench.pages((HISTORIES[0], SMALL) if quick else HISTORIES)
        figures += bench.library()
        figures += bench.rotation(DATA_KEYS // 10 if quick else DATA_KEYS)
    table.show(figures, f"Mingus on Python {platform.python_version()}, {platform.machine()}")


def _growth(figures: list[Figure]) -> Iterator[Figure]:
    """How many times as long ten times as many rows take."""
    seconds = {figure.name: figure.value for figure in figures}
    for kind in ("CSV", "OFX"):
        few, many = (seconds[f"import: {kind}, {rows:,} rows, CPU"] for rows in (SMALL, LARGE))
        yield Figure(f"import: {kind}, {LARGE:,} rows against {SMALL:,}", many / few, "×", 11)


if __name__ == "__main__":
    main()
