"""Tells the person at the terminal what is going on: a spinner that becomes a tick, or plain lines in a log."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.panel import Panel
from rich.text import Text


class Progress:
    """Steps with their times. Without a terminal every step is one line when it starts and one when it is done."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)

    @contextmanager
    def step(self, doing: str, done: str) -> Iterator[None]:
        """Shows `doing` while the block runs, then `done` and how long it took; a cross when the block raises."""
        began_at = time.monotonic()
        try:
            if self._console.is_terminal:
                with self._console.status(f"{doing} …", spinner="dots"):
                    yield
            else:
                self._console.print(f"{doing} …", markup=False)
                yield
        except BaseException:
            self._line("✗", "red", doing, "")
            raise
        self._line("✓", "green", done, f"{time.monotonic() - began_at:.1f} s")

    def say(self, sentence: str) -> None:
        self._console.print(sentence, markup=False, soft_wrap=True)

    def warn(self, sentence: str) -> None:
        self._console.print(Text(sentence, style="yellow"), soft_wrap=True)

    def welcome(self, lines: dict[str, str]) -> None:
        """The last word of a good start: where Mingus is and how to stop it."""
        if not self._console.is_terminal:
            for name, value in lines.items():
                self.say(f"{name}: {value}")
            return
        text = Text()
        for name, value in lines.items():
            text.append(f"{name:<12}", style="dim").append(f"{value}\n", style="bold")
        text.append("\nCtrl-C stops everything.", style="dim")
        self._console.print(
            Panel(text, title="Mingus is ready", title_align="left", border_style="green", expand=False)
        )

    def _line(self, sign: str, colour: str, sentence: str, seconds: str) -> None:
        line = Text.assemble((sign, f"bold {colour}"), " ", sentence, ("  " + seconds if seconds else "", "dim"))
        self._console.print(line, soft_wrap=True)
