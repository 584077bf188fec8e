"""The closed lists of the library, and their words for people."""

from typing import Final

PHASES: Final = ("be", "do", "have")
LEVELS: Final = ("beginner", "intermediate", "advanced")
TOPICS: Final = (
    *("earning", "career", "negotiation", "budgeting", "spending", "saving", "debt", "credit", "banking", "investing"),
    *("retirement", "taxes", "insurance", "housing", "education", "family", "relationships", "mindset", "wellbeing"),
    *("side-business", "fraud", "estate", "giving"),
)
GOALS: Final = (
    *("emergency_fund", "debt_payoff", "home_purchase", "vacation", "wedding", "car", "retirement", "investment"),
    *("side_business", "education", "child", "custom"),
)
ASSESSMENTS: Final = (
    *("readiness", "ai-job-risk", "layoff-risk", "income-comparison", "financial-wellness"),
    *("money-and-relationships", "tax-readiness", "home-purchase-readiness"),
)
PHASE_NAMES: Final = {"be": "Be", "do": "Do", "have": "Have"}
PHASE_MEANINGS: Final = {"be": "who you are with money", "do": "what you do with it", "have": "what you build"}
LEVEL_NAMES: Final = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}
GOAL_INVITATIONS: Final = {
    "emergency_fund": "Start an emergency fund",
    "debt_payoff": "Plan to pay off a debt",
    "home_purchase": "Start saving for a home",
    "vacation": "Plan a vacation",
    "wedding": "Plan a wedding",
    "car": "Plan for a car",
    "retirement": "Set a retirement goal",
    "investment": "Set an investing goal",
    "side_business": "Fund a side business",
    "education": "Save for education",
    "child": "Save for a child",
    "custom": "Set a goal of your own",
}
ASSESSMENT_INVITATIONS: Final = {
    "readiness": "See where you stand: the readiness check",
    "ai-job-risk": "See how exposed your job is to automation",
    "layoff-risk": "Check how ready you are for a layoff",
    "income-comparison": "Compare your pay with published wages",
    "financial-wellness": "Check your financial wellness",
    "money-and-relationships": "Check how money and your relationships get along",
    "tax-readiness": "Check how ready you are for tax time",
    "home-purchase-readiness": "Check how ready you are to buy a home",
}


def place_of(phase: str, level: str) -> int:
    """Where an article stands in the library's own order: by level, then be, do, have."""
    return LEVELS.index(level) * len(PHASES) + PHASES.index(phase)


def topic_name(topic: str) -> str:
    """A topic as people read it."""
    return topic.replace("-", " ").capitalize()
