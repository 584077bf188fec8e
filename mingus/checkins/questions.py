"""The six questions of a check-in, each answered from 1 to 10 or left out."""

from dataclasses import dataclass
from typing import Final

LOWEST: Final = 1
HIGHEST: Final = 10
SPENT: Final = "spent"
"""Not asked: what went out in the week, read from the ledger, to set beside the answers."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name in data, its short title, what is asked, and what the ends of the scale mean."""

    key: str
    title: str
    ask: str
    low: str
    high: str


QUESTIONS: Final = (
    Question("mood", "Mood", "How was your mood?", "low", "great"),
    Question("stress", "Stress", "How much stress was there?", "none", "a lot"),
    Question("sleep", "Sleep", "How well did you sleep?", "badly", "very well"),
    Question("movement", "Movement", "How much did you move?", "hardly", "a lot"),
    Question("money_control", "Money control", "How far were you in control of your money?", "not at all", "fully"),
    Question("spending_regret", "Spending regret", "How much of your spending do you regret?", "none", "most of it"),
)
KEYS: Final = tuple(question.key for question in QUESTIONS)
TITLES: Final = {question.key: question.title for question in QUESTIONS}
