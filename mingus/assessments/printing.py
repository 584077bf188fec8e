"""A result on paper: one or two pages in our own fonts, readable in black and white. Loaded when somebody prints."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from mingus.assessments.schemas import Report
from mingus.assessments.schemas.views import DriverView
from mingus.core.formatting import long_date

FONTS: Final = Path(__file__).parent / "fonts"
INK, MUTED, GREEN, SUNKEN, CREAM = (29, 23, 18), (102, 90, 77), (11, 59, 55), (243, 236, 224), (251, 247, 240)
BRASS: Final = (227, 160, 43)
MARGIN_MM: Final = 20
WIDTH_MM: Final = 216 - 2 * MARGIN_MM
HEAD_MM: Final = 52


class Paper(FPDF):
    """Letter paper with our fonts; each page says what it is and its number."""

    def __init__(self, about: str) -> None:
        super().__init__(format="letter")
        self._about = about
        self.add_font("figtree", "", FONTS / "Figtree-Regular.ttf")
        self.add_font("figtree", "B", FONTS / "Figtree-Bold.ttf")
        self.add_font("bricolage", "B", FONTS / "BricolageGrotesque-Bold.ttf")
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.c_margin = 0.0  # text begins where bars begin
        self.set_auto_page_break(auto=True, margin=22)
        self.set_title(about)
        self.set_author("Mingus")
        self.set_lang("en-US")

    def footer(self) -> None:
        """What stands at the foot of every page."""
        self.set_y(-15)
        self.set_font("figtree", "", 8.5)
        self.set_text_color(*MUTED)
        self.cell(WIDTH_MM / 2, 5, text=self._about)
        self.cell(WIDTH_MM / 2, 5, text=f"Page {self.page_no()}", align="R")

    def say(self, text: str, *, size: float = 10.5, bold: bool = False, tone: tuple[int, int, int] = INK) -> None:
        """A paragraph over the whole width."""
        self.set_font("figtree", "B" if bold else "", size)
        self.set_text_color(*tone)
        self.multi_cell(WIDTH_MM, size * 0.5, text=text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def head(self, text: str) -> None:
        """A heading that stays with what follows."""
        self.ln(6)
        if self.will_page_break(24):
            self.add_page()
        self.set_font("bricolage", "B", 14)
        self.set_text_color(*INK)
        self.cell(WIDTH_MM, 8, text=text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1)


def printed(report: Report, day: date) -> bytes:
    """The report as a PDF."""
    paper = Paper(f"Mingus · {report.name} · {long_date(day)}")
    paper.add_page()
    _stage(paper, report, day)
    _comparison(paper, report)
    _parts(paper, report)
    _drivers(paper, "What helped", report.helped)
    _drivers(paper, "What cost", report.cost)
    _steps(paper, report)
    _answers(paper, report)
    _small_print(paper, report)
    return bytes(paper.output())


def _stage(paper: Paper, report: Report, day: date) -> None:
    """The evergreen panel: name, figure, band."""
    paper.set_fill_color(*GREEN)
    paper.rect(0, 0, 216, HEAD_MM, style="F")
    paper.set_fill_color(*BRASS)
    paper.rect(0, HEAD_MM, 216, 1.6, style="F")
    paper.set_y(14)
    paper.say(f"Mingus · {long_date(day)}", size=9.5, tone=(185, 210, 204))
    paper.set_font("bricolage", "B", 22)
    paper.set_text_color(*CREAM)
    paper.multi_cell(WIDTH_MM, 10, text=report.name, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(2)
    score = report.result.score
    figure = f"{score} of 100 · {report.band_name}" if score is not None else report.band_name
    paper.set_font("bricolage", "B", 17)
    paper.set_text_color(*BRASS)
    paper.cell(WIDTH_MM, 9, text=figure)
    paper.set_y(HEAD_MM + 8)
    paper.say(report.band_text, size=11.5)
    if report.margin and report.comparison is None:
        paper.ln(1.5)
        paper.say(report.margin, tone=MUTED)


def _comparison(paper: Paper, report: Report) -> None:
    found = report.comparison
    if not found:
        return
    paper.head("Where your pay stands")
    said = [
        (str(found[name]), name == "standing") for name in ("standing", "against_median", "margin") if name in found
    ]
    said[1:1] = [(str(each), False) for each in found.get("sums", ())]
    for text, bold in [*said, (str(found.get("caveat", "")), False)]:
        if text:
            paper.say(text, bold=bold)
            paper.ln(1)
    for name, amount in found.get("figures", ()):
        paper.set_font("figtree", "", 10.5)
        paper.cell(WIDTH_MM * 0.7, 6.5, text=str(name))
        paper.cell(WIDTH_MM * 0.3, 6.5, text=str(amount), align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _parts(paper: Paper, report: Report) -> None:
    if not report.parts:
        return
    paper.head("Its parts")
    for part in report.parts:
        paper.set_font("figtree", "B", 10.5)
        paper.set_text_color(*INK)
        paper.cell(WIDTH_MM - 20, 6, text=part.name)
        paper.cell(20, 6, text=str(part.score), align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        _bar(paper, part.score)
        paper.say(part.meaning, size=9.5, tone=MUTED)
        paper.ln(2)


def _bar(paper: Paper, score: int) -> None:
    across, down = paper.get_x(), paper.get_y()
    paper.set_fill_color(*SUNKEN)
    paper.rect(across, down, WIDTH_MM, 2.4, style="F", round_corners=True, corner_radius=1.2)
    if score > 1:
        paper.set_fill_color(*GREEN)
        paper.rect(across, down, WIDTH_MM * score / 100, 2.4, style="F", round_corners=True, corner_radius=1.2)
    paper.set_y(down + 3.8)


def _drivers(paper: Paper, title: str, drivers: Sequence[DriverView]) -> None:
    if not drivers:
        return
    paper.head(title)
    for one in drivers:
        paper.say(one.sentence, bold=True)
        paper.say(f"{one.question} {one.answer}.", size=9.5, tone=MUTED)
        paper.ln(2)


def _steps(paper: Paper, report: Report) -> None:
    if not report.steps:
        return
    paper.head("What you can do next")
    for step in report.steps:
        paper.say(f"•  {step.text}")
        paper.ln(0.5)


def _answers(paper: Paper, report: Report) -> None:
    if not report.answers:
        return
    paper.head("What you answered")
    for question, answer in report.answers:
        if paper.will_page_break(14):
            paper.add_page()
        paper.say(question, size=9.5, tone=MUTED)
        paper.say(answer, size=10)
        paper.ln(1.5)


def _small_print(paper: Paper, report: Report) -> None:
    paper.head("How to read it")
    paper.say(report.uncertainty, size=9.5, tone=MUTED)
    paper.ln(1)
    paper.say(report.disclaimer, size=9.5, tone=MUTED)
    for source in report.sources:
        paper.ln(1)
        paper.say(f"Source: {source}.", size=9.5, tone=MUTED)
