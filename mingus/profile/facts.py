"""What Mingus may ask a person about themselves: each fact, its group, its question, its choices. Words only.

Where `is_open`, the choices are what pages offer; programs may say something else in a line of their own.
"""

from dataclasses import dataclass
from typing import Final, Literal

from mingus.profile.places import STATES

Kind = Literal["line", "choice", "count", "amount", "phone", "zip"]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that may be known of a person. `hint` says why it is asked, or what counts."""

    key: str
    group: str
    label: str
    kind: Kind
    choices: Choices = ()
    is_open: bool = False
    hint: str = ""
    autocomplete: str = "off"
    short: str = ""

    @property
    def name(self) -> str:
        """What it is called in a list, where the question itself would be long."""
        return self.short or self.label

    @property
    def values(self) -> tuple[str, ...]:
        """What its choices are called by programs."""
        return tuple(value for value, _ in self.choices)

    def words(self, said: str) -> str:
        """What somebody said, for people: a choice in words, anything else as it stands."""
        return dict(self.choices).get(said, said)


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that are asked on one page."""

    key: str
    title: str
    note: str
    icon: str


GROUPS: Final = (
    Group("you", "You", "Where you live, and how to reach you.", "user"),
    Group("work", "Work", "What you do decides which figures and articles fit.", "briefcase"),
    Group("income", "Income", "What comes in, before taxes and what is held back.", "wallet"),
    Group("household", "Household", "How many people live on what you bring home.", "users"),
    Group("debts", "Savings and debts", "A rough idea is enough. Accounts you add later are exact.", "scale"),
    Group("aims", "What you want", "So that Mingus starts with what matters to you.", "target"),
)

AGES: Final = tuple((value, value.replace("-", "–")) for value in ("18-24", "25-34", "35-44", "45-54", "55-64", "65+"))
GENDERS: Final = (
    ("female", "Woman"),
    ("male", "Man"),
    ("nonbinary", "Nonbinary"),
    ("other", "I describe myself another way"),
)
MARITAL: Final = (
    ("single", "Single"),
    ("married", "Married"),
    ("partnership", "In a partnership"),
    ("divorced", "Divorced"),
    ("widowed", "Widowed"),
    ("prefer_not_to_say", "Prefer not to say"),
)
EMPLOYMENT: Final = (
    ("employed_full_time", "Employed, full time"),
    ("employed_part_time", "Employed, part time"),
    ("self_employed", "Self-employed"),
    ("unemployed", "Between jobs"),
    ("student", "Student"),
    ("caregiver", "At home, caring for family"),
    ("retired", "Retired"),
)
EDUCATION: Final = (
    ("high_school", "High school or GED"),
    ("some_college", "Some college"),
    ("associate", "Associate degree"),
    ("bachelor", "Bachelor’s degree"),
    ("master", "Master’s degree"),
    ("doctorate", "Doctorate or professional degree"),
)
EXPERIENCE: Final = (
    ("less_than_1", "Less than a year"),
    ("1-3", "1–3 years"),
    ("4-7", "4–7 years"),
    ("8-12", "8–12 years"),
    ("13-20", "13–20 years"),
    ("20+", "More than 20 years"),
)
COMPANY_SIZES: Final = (
    ("1-10", "1–10 people"),
    ("11-50", "11–50 people"),
    ("51-200", "51–200 people"),
    ("201-1000", "201–1,000 people"),
    ("1001+", "More than 1,000 people"),
)
INDUSTRIES: Final = (
    ("technology", "Technology"),
    ("healthcare", "Health care"),
    ("education", "Education"),
    ("finance", "Finance and insurance"),
    ("government", "Government and public service"),
    ("professional_services", "Law, consulting, accounting"),
    ("media", "Media, arts, marketing"),
    ("retail", "Retail and hospitality"),
    ("manufacturing", "Manufacturing"),
    ("construction", "Construction and real estate"),
    ("transportation", "Transportation and logistics"),
    ("nonprofit", "Nonprofit"),
    ("other", "Something else"),
)
FREQUENCIES: Final = (
    ("weekly", "Every week"),
    ("biweekly", "Every two weeks"),
    ("semimonthly", "Twice a month"),
    ("monthly", "Once a month"),
    ("annually", "Once a year"),
)
INCOME_SOURCES: Final = (
    ("salary", "Salary"),
    ("hourly", "Hourly wages"),
    ("self_employment", "Business or freelance"),
    ("gig", "Gig work"),
    ("benefits", "Benefits or support"),
    ("retirement", "Pension or retirement income"),
    ("other", "Something else"),
)
CREDIT: Final = (
    ("excellent", "Excellent (800 and up)"),
    ("good", "Good (670–799)"),
    ("fair", "Fair (580–669)"),
    ("poor", "Poor (500–579)"),
    ("very_poor", "Very poor (below 500)"),
    ("unknown", "I don’t know"),
)
AIMS: Final = (
    ("emergency_fund", "Have an emergency fund"),
    ("debt_payoff", "Pay off debt"),
    ("home_purchase", "Buy a home"),
    ("investment", "Start investing"),
    ("retirement", "Save for retirement"),
    ("education", "Pay for education"),
    ("side_business", "Build a business"),
    ("child", "Provide for a child"),
    ("custom", "Something else"),
)
RISK: Final = (
    ("conservative", "I would rather keep what I have"),
    ("moderate", "Some ups and downs are fine"),
    ("aggressive", "I can sit out large swings"),
    ("unsure", "I’m not sure"),
)
KNOWLEDGE: Final = (
    ("beginner", "I’m just starting"),
    ("intermediate", "I know the basics"),
    ("advanced", "I know my way around"),
    ("expert", "I could teach it"),
)
CHECKINS: Final = (
    ("daily", "Every day"),
    ("weekly", "Every week"),
    ("monthly", "Every month"),
    ("on_demand", "Only when I ask"),
    ("never", "Never"),
)

FACTS: Final = (
    Fact("phone", "you", "Phone", "phone", hint="Only for messages you ask for.", autocomplete="tel"),
    Fact("city", "you", "City", "line", autocomplete="address-level2"),
    Fact("state", "you", "State", "choice", STATES, autocomplete="address-level1"),
    Fact("zip_code", "you", "ZIP code", "zip", autocomplete="postal-code"),
    Fact("age_range", "you", "Age", "choice", AGES),
    Fact("gender", "you", "Gender", "choice", GENDERS, is_open=True),
    Fact(
        "employment_status",
        "work",
        "How do you work at the moment?",
        "choice",
        EMPLOYMENT,
        is_open=True,
        short="Employment",
    ),
    Fact("occupation", "work", "Occupation", "line", autocomplete="organization-title"),
    Fact("industry", "work", "Industry", "choice", INDUSTRIES, is_open=True),
    Fact("years_of_experience", "work", "Experience in this field", "choice", EXPERIENCE, short="Experience"),
    Fact("company_name", "work", "Where you work", "line", autocomplete="organization", short="Employer"),
    Fact("company_size", "work", "How large it is", "choice", COMPANY_SIZES, is_open=True, short="Employer’s size"),
    Fact("education_level", "work", "Education", "choice", EDUCATION, is_open=True),
    Fact("monthly_income", "income", "Income a month", "amount", hint="Yours, before taxes and deductions."),
    Fact("income_frequency", "income", "How often it comes", "choice", FREQUENCIES, short="How often"),
    Fact(
        "primary_income_source",
        "income",
        "Where most of it comes from",
        "choice",
        INCOME_SOURCES,
        is_open=True,
        short="Main source",
    ),
    Fact("household_size", "household", "People in your household", "count", hint="You count too.", short="People"),
    Fact(
        "dependents_count",
        "household",
        "People who depend on your income",
        "count",
        hint="Wherever they live.",
        short="Dependents",
    ),
    Fact("marital_status", "household", "Marital status", "choice", MARITAL),
    Fact("current_savings_balance", "debts", "Savings you could use tomorrow", "amount", short="Savings"),
    Fact(
        "total_debt_amount",
        "debts",
        "Debts in all",
        "amount",
        hint="Without a mortgage, if you have one.",
        short="Debts",
    ),
    Fact("credit_score_range", "debts", "Credit score", "choice", CREDIT),
    Fact(
        "primary_financial_goal",
        "aims",
        "What comes first for you?",
        "choice",
        AIMS,
        is_open=True,
        short="First of all",
    ),
    Fact("risk_tolerance_level", "aims", "When an investment swings", "choice", RISK, short="Risk"),
    Fact(
        "financial_knowledge_level",
        "aims",
        "How well do you know money matters?",
        "choice",
        KNOWLEDGE,
        short="Knowledge",
    ),
)
AMOUNTS: Final = tuple(fact.key for fact in FACTS if fact.kind == "amount")
SEALED: Final = tuple(fact.key for fact in FACTS if fact.kind != "amount")
KEYS: Final = tuple(fact.key for fact in FACTS)
_BY_KEY: Final = {fact.key: fact for fact in FACTS}


def fact(key: str) -> Fact:
    """The fact `key`. Raises KeyError for a stranger."""
    return _BY_KEY[key]


def of_group(group: str) -> tuple[Fact, ...]:
    """What is asked together, in order."""
    return tuple(fact for fact in FACTS if fact.group == group)
