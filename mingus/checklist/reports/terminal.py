"""Results at a terminal: colour and word together, the passed in one line, what needs somebody in sentences."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mingus.checklist.reports.tally import Chapter, chapters, counts
from mingus.checklist.rules import State
from mingus.checklist.service import Result

LOOKS = {
    State.PASS: ("✓", "green"),
    State.WARN: ("!", "yellow"),
    State.WAIVED: ("~", "magenta"),
    State.FAIL: ("✗", "bold red"),
    State.STALE: ("↻", "dark_orange"),
    State.UNKNOWN: ("?", "cyan"),
    State.NOT_APPLICABLE: ("–", "bright_black"),
}
QUIET = frozenset({State.PASS, State.NOT_APPLICABLE})
STATE_WIDTH = 9
TITLE_WIDTH = 26
BAR_WIDTH = 10


def show(console: Console, results: Sequence[Result], *, everything: bool = False) -> None:
    """One block per section. Without `everything`, passed boxes and those of other stages are only counted."""
    for chapter in chapters(results):
        console.print(_heading(chapter))
        lines = [result for result in chapter.results if everything or result.state not in QUIET]
        if lines:
            console.print(Padding(_lines(lines), (0, 0, 0, 2)))
    console.print(_closing(results))


def state_text(state: State) -> Text:
    """Sign and word in the state's colour."""
    sign, style = LOOKS[state]
    return Text(f"{sign} {state.value}", style=style)


def printable(words: str) -> str:
    """Words of strangers (a server's header, a certificate's name) without what would steer the terminal."""
    return "".join(character if character.isprintable() or character == "\n" else "�" for character in words)


def counts_text(results: Sequence[Result]) -> Text:
    """`✓ 12 pass  ? 3 unknown`."""
    return Text("  ").join(
        Text(f"{LOOKS[state][0]} {number} {state.value}", style=LOOKS[state][1])
        for state, number in counts(results).items()
    )


def _heading(chapter: Chapter) -> RenderableType:
    asked = [result for result in chapter.results if result.state is not State.NOT_APPLICABLE]
    passed = sum(result.state in {State.PASS, State.WARN, State.WAIVED} for result in asked)
    row = Table.grid(padding=(0, 2))
    row.add_column(width=TITLE_WIDTH, no_wrap=True)
    row.add_column(width=BAR_WIDTH)
    row.add_column()
    bar: RenderableType = ProgressBar(len(asked), passed, width=BAR_WIDTH, complete_style="green") if asked else ""
    row.add_row(
        Text(f"{chapter.section.id:>2}  {chapter.section.title}", style="bold"), bar, counts_text(chapter.results)
    )
    return Padding(row, (1, 0, 0, 0))


def _lines(results: Sequence[Result]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=STATE_WIDTH, no_wrap=True)
    table.add_column(width=6, no_wrap=True, style="dim")
    table.add_column(ratio=1)
    for result in results:
        words = Text(result.box.title)
        if result.finding.detail:
            words.append(f"\n{printable(result.finding.detail)}", style="dim")
        table.add_row(state_text(result.state), result.box.id, words)
    return table


def _closing(results: Sequence[Result]) -> RenderableType:
    held = [result for result in results if result.holds_up]
    last = (
        Text("Nothing stands in the way of this stage.", style="bold green")
        if not held
        else Text(f"{len(held)} of the boxes that must hold do not yet: not ready for this stage.", style="bold")
    )
    total = Text(f"{len(results)} boxes  ", style="bold").append_text(counts_text(results))
    return Group(Text(), Rule(style="bright_black"), total, last)
