"""Spending: fees, subscriptions, what jumped, and what nobody filed. Never a word on coffee."""

from datetime import timedelta
from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.arithmetic import lately_said, median
from mingus.advice.figures.numbers import Numbers
from mingus.advice.figures.recurring import doubles, recurring, subscriptions
from mingus.advice.rules.rule import NOW, SOME_DAY, SOON, Action, Finding, Rule, listed
from mingus.core.months import add_months, first_of

INTEREST_WORDS: Final = ("interest", "finance charge")
SUBSCRIPTIONS_NOTICED: Final = 100  # basis points of a month’s income, our own rule
JUMP_PERCENT, JUMP_SHARE = 150, 300  # half as much again, and 3 % of income: our own rule
NEVER_JUMPS: Final = frozenset({"taxes", "", "cash", "savings_investing", "debt_payments", "student_loans", "travel"})
UNFILED: Final = 10
QUIET: Final = timedelta(days=45)
SHORT_MONTHS: Final = 3


def _fees(numbers: Numbers) -> Finding | None:
    until = first_of(numbers.today)
    since = add_months(until, -6)
    charged: dict[str, int] = {}
    for series in numbers.series:
        if series.slug != "fees" or any(word in series.name.casefold() for word in INTEREST_WORDS):
            continue
        paid = sum(m for day, m in zip(series.days, series.amounts_minor, strict=True) if since <= day < until)
        if paid:
            charged[series.name] = charged.get(series.name, 0) + paid
    total = sum(charged.values())
    if total < 10 * numbers.unit or not numbers.months:
        return None
    a_year = total * 12 // min(6, len(numbers.months))
    largest = sorted(charged, key=lambda name: (-charged[name], name))
    says = (
        f"Fees took {numbers.text(total)} in {lately_said(numbers, 6)}, about {numbers.text(a_year)} a year: "
        f"{listed([f'{name.capitalize()} ({numbers.text(charged[name])})' for name in largest])}. Banks waive the "
        "first one when asked, and many accounts charge none at all."
    )
    return Finding(says, a_year, a_year, rows_url=numbers.spending_url("fees"))


def _subscriptions(numbers: Numbers) -> Finding | None:
    found, income = subscriptions(numbers), arithmetic.usual_income(numbers)
    a_year = sum(one.yearly_minor for one in found)
    if len(found) < 2 or not income or arithmetic.share(a_year // 12, income) < SUBSCRIPTIONS_NOTICED:
        return None
    each = listed([f"{one.name} ({numbers.money(one.latest_minor).text()} a {one.rhythm})" for one in found])
    says = (
        f"{len(found)} subscriptions come to {numbers.text(a_year // 12)} a month, {numbers.text(a_year)} a year: "
        f"{each}. Keep the ones you would sign up for again today."
    )
    return Finding(says, a_year, a_year, rows_url=numbers.spending_url("subscriptions"))


def _price_rise(numbers: Numbers) -> Finding | None:
    risen = [one for one in recurring(numbers) if one.is_fixed and one.before_minor and one.rise_yearly_minor > 0]
    risen = [one for one in risen if one.latest_minor * 100 >= (one.before_minor or 0) * 103]
    if not risen:
        return None
    more = sum(one.rise_yearly_minor for one in risen)
    each = listed(
        [
            f"{one.name} from {numbers.money(one.before_minor or 0).text()} to {numbers.money(one.latest_minor).text()}"
            for one in risen
        ]
    )
    says = f"Prices went up: {each}. That is {numbers.text(more)} more a year. Asking for the old price costs nothing."
    return Finding(says, more, more)


def _doubled(numbers: Numbers) -> Finding | None:
    found = doubles(numbers)
    if not found:
        return None
    a_year = sum(minor for _, minor in found) * 12
    each = listed([f"{name} ({numbers.money(minor).text()})" for name, minor in found])
    says = (
        f"Charged twice in each of the last two months: {each}. If one of the two is a forgotten second account, that "
        f"is {numbers.text(a_year)} a year."
    )
    return Finding(says, a_year, a_year)


def _jump(numbers: Numbers) -> Finding | None:
    income = arithmetic.usual_income(numbers)
    if len(numbers.months) < 6 or not income:
        return None
    newest, before = numbers.months[0], numbers.months[1:7]
    jumps: list[tuple[int, str, int]] = []
    for slug, spent in newest.spent.items():
        usually = median([month.spent.get(slug, 0) for month in before])
        is_large = arithmetic.share(spent - usually, income) >= JUMP_SHARE
        if slug not in NEVER_JUMPS and usually and spent * 100 >= usually * JUMP_PERCENT and is_large:
            jumps.append((spent - usually, slug, usually))
    if not jumps:
        return None
    more, slug, usually = max(jumps)
    name = numbers.category_names.get(slug, slug.replace("_", " ").capitalize())
    says = (
        f"{name} took {numbers.text(usually + more)} in {newest.on:%B}; your usual month is {numbers.text(usually)} "
        "(the middle of the months before). If it was planned, fine. If not, the rows say where it began."
    )
    since = f"&from_on={newest.on}"
    url = numbers.spending_url(slug, 1) if slug in numbers.category_ids else f"/transactions?direction=out{since}"
    return Finding(says, more, title=f"{name}: more than usual last month", rows_url=url, metric=f"spent:{slug}")


def _short_months(numbers: Numbers) -> Finding | None:
    half = numbers.months[:6]
    short = [month for month in half if month.expenses_minor > month.income_minor]
    kept = sum(month.kept_minor for month in half)
    if len(half) < 6 or len(short) < SHORT_MONTHS or kept >= 0:
        return None
    says = (
        f"In {len(short)} of the last six full months more went out than came in, {numbers.text(-kept)} in all. That "
        "gap is filled by savings or by a card, and both end. An hour with a first budget shows what gives."
    )
    return Finding(says, -kept, -kept * 2, rows_url="/transactions?direction=out")


def _unfiled(numbers: Numbers) -> Finding | None:
    count = numbers.uncategorized or 0
    if count < UNFILED:
        return None
    says = (
        f"{count:,} transactions have no category. Every figure here reads them as plain spending or income, so ten "
        "minutes of sorting makes all the other suggestions better."
    )
    return Finding(says, count)


def _stale(numbers: Numbers) -> Finding | None:
    since = numbers.today - QUIET
    old = [held for held in numbers.held("checking", "card") if held.newest_on and held.newest_on < since]
    if not old:
        return None
    days = max((numbers.today - held.newest_on).days for held in old if held.newest_on)
    says = (
        f"{listed([held.name for held in old])}: the newest entry is {days} days old. Until the rest is in, figures "
        "of the last months are too low."
    )
    return Finding(says, days, rows_url=old[0].url)


RULES: Final = (
    Rule(
        id="bank-fees",
        theme="spending",
        title="Get rid of bank fees",
        needs=("accounts",),
        find=_fees,
        action=Action("Call your bank and ask for the fees back"),
        articles=("stop-paying-bank-fees",),
        confidence="fairly sure",
        because="They are filed as fees and none of them is called interest.",
        wrong_when="A yearly card fee buys you more than it costs.",
        comes_back="when a year’s fees have grown by a quarter",
        urgency=NOW,
        metric="spent:fees",
    ),
    Rule(
        id="subscriptions",
        theme="spending",
        title="Go through your subscriptions once",
        needs=("income",),
        find=_subscriptions,
        action=Action("Cancel what you wouldn’t sign up for again"),
        articles=("subscriptions-audit",),
        confidence="fairly sure",
        because="They are the same amount at even distances; what you use is yours to know.",
        wrong_when="You use all of them, or some are somebody else’s and paid back to you.",
        comes_back="when they cost a quarter more",
        urgency=SOME_DAY,
        metric="spent:subscriptions",
    ),
    Rule(
        id="price-rise",
        theme="spending",
        title="Something you pay regularly got dearer",
        needs=("accounts",),
        find=_price_rise,
        action=Action("Ask for the old price, or cancel"),
        articles=("subscriptions-audit", "inflation-and-your-money"),
        confidence="fairly sure",
        because="The price stood at the old amount at least twice before.",
        wrong_when="You chose a larger plan yourself.",
        comes_back="when the rise has grown by a quarter",
        urgency=SOON,
    ),
    Rule(
        id="charged-twice",
        theme="spending",
        title="Check what is charged twice",
        needs=("accounts",),
        find=_doubled,
        action=Action("Look at both charges, then cancel one or ask for it back"),
        articles=("subscriptions-audit", "protect-yourself-from-fraud"),
        confidence="a hint",
        because="Two equal charges in two months running look like a double; they may be two people’s.",
        wrong_when="You pay for somebody else too, or it is a habit: the same lunch twice.",
        comes_back="when more is charged twice, by a quarter",
        urgency=SOON,
    ),
    Rule(
        id="category-jump",
        theme="spending",
        title="One category took more than usual",
        needs=("half a year", "income"),
        find=_jump,
        action=Action("Look at the rows behind it"),
        articles=("where-your-paycheck-goes", "calm-before-you-buy"),
        confidence="fairly sure",
        because="It is compared with your own middle month, not with anybody else’s; the marks are our own rule.",
        wrong_when="It was a one-off you planned, or something is filed under the wrong name.",
        comes_back="when it is above your usual by a quarter more",
        urgency=SOME_DAY,
    ),
    Rule(
        id="short-months",
        theme="spending",
        title="Bring your months back above zero",
        needs=("half a year", "income"),
        find=_short_months,
        action=Action("Look at where the money goes", "/"),
        articles=("your-first-budget-in-an-hour", "values-to-line-items"),
        confidence="fairly sure",
        because="Transfers are left out; income that never reaches these accounts would be missing.",
        wrong_when="You live on savings on purpose: a move, studies, parental leave.",
        comes_back="when the gap has grown by a quarter",
        urgency=NOW,
        metric="kept",
    ),
    Rule(
        id="unfiled-transactions",
        theme="spending",
        title="Sort what has no category",
        needs=(),
        find=_unfiled,
        action=Action("Sort them", "/transactions?category_id=none"),
        articles=("your-first-budget-in-an-hour",),
        confidence="sure",
        because="They are counted.",
        wrong_when="You don’t mind round figures.",
        comes_back="when there are a quarter more of them",
        urgency=SOME_DAY,
    ),
    Rule(
        id="stale-accounts",
        theme="spending",
        title="Bring an account up to date",
        needs=("accounts",),
        find=_stale,
        action=Action("Import its newest file", "/imports/new"),
        articles=("your-first-budget-in-an-hour",),
        confidence="fairly sure",
        because="Nothing was entered for 45 days; that mark is our own rule.",
        wrong_when="Nothing happened on it. Close the account here if it is closed at the bank.",
        comes_back="when it has become a quarter older",
        urgency=SOME_DAY,
    ),
)
