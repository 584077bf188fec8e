"""Goals: none yet, past their day, too many at once, and in an order that costs money."""

from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.debt import dearest
from mingus.advice.rules.rule import SOME_DAY, SOON, Action, Finding, Rule, listed
from mingus.core.formatting import long_date

SHARE_PERCENT: Final = 30  # of what is kept, as on the page of goals
WISHES: Final = frozenset({"vacation", "wedding", "car", "custom"})
DEAR_RATE: Final = 1500  # our own rule, as for debts


def _none(numbers: Numbers) -> Finding | None:
    kept = arithmetic.usual_kept(numbers)
    if numbers.aims or kept is None or kept <= 0:
        return None
    says = (
        f"You keep about {numbers.text(kept)} in a usual month, and nothing says what for. Money with a name tends to "
        "stay: a first goal takes two minutes."
    )
    return Finding(says, kept)


def _overdue(numbers: Numbers) -> Finding | None:
    late = [aim for aim in numbers.aims if aim.due_on and aim.due_on < numbers.today and aim.missing_minor > 0]
    if not late:
        return None
    aim = late[0]
    assert aim.due_on is not None  # that is what makes it late
    more = f" {len(late) - 1} more of your goals are past their day too." if len(late) > 1 else ""
    says = (
        f"“{aim.name}” was due on {long_date(aim.due_on)}, and {numbers.text(aim.missing_minor)} are still missing. A "
        f"new date gives it a monthly amount again; letting it go is fine too.{more}"
    )
    return Finding(says, len(late), action=Action("Give it a new date", f"{aim.url}/edit"), rows_url=aim.url)


def _too_much(numbers: Numbers) -> Finding | None:
    kept = arithmetic.usual_kept(numbers)
    asking = [aim for aim in numbers.aims if aim.needed_minor]
    needed = sum(aim.needed_minor or 0 for aim in asking)
    if kept is None or not needed or needed * 100 <= max(0, kept) * SHARE_PERCENT:
        return None
    room = max(0, kept) * SHARE_PERCENT // 100
    keeping = f"you keep {numbers.text(kept)}" if kept > 0 else "nothing is left over yet"
    alone = len(asking) == 1
    who = f"“{asking[0].name}” asks" if alone else "Your goals together ask"
    way = "A later date makes it true." if alone else "Moving the date of the least important one helps the others."
    says = (
        f"{who} {numbers.text(needed)} a month. In a usual month {keeping}, and {SHARE_PERCENT}% of "
        f"that, {numbers.text(room)}, is what Mingus lets goals count on. {way}"
    )
    return Finding(says, needed - room)


def _order(numbers: Numbers) -> Finding | None:
    tenths = arithmetic.reserve_tenths(numbers)
    fund = [aim.priority for aim in numbers.aims if aim.kind == "emergency_fund"]
    wishes = [aim for aim in numbers.aims if aim.kind in WISHES and aim.missing_minor > 0]
    ahead = [aim for aim in wishes if not fund or aim.priority < min(fund)]
    if tenths is None or tenths >= 10 or not ahead:
        return None
    verb = "stands" if len(ahead) == 1 else "stand"
    says = (
        f"{listed([f'“{aim.name}”' for aim in ahead])} {verb} before your emergency fund, which covers "
        f"{arithmetic.months_said(tenths)}. One month of reserve first means that a bad week doesn’t eat the trip."
    )
    return Finding(says, 10 - tenths, action=Action("Change the order", "/goals"))


def _debt_first(numbers: Numbers) -> Finding | None:
    dear = [debt for debt in arithmetic.carried(numbers) if (debt.rate_basis_points or 0) >= DEAR_RATE]
    growing = [aim for aim in numbers.aims if aim.kind in {"investment", *WISHES} and aim.needed_minor]
    if not dear or not growing:
        return None
    debt, asked = dearest(tuple(dear))[0], sum(aim.needed_minor or 0 for aim in growing)
    paid_off = min(asked * 12, debt.balance_minor)  # what is not owed costs no interest
    saved = paid_off * (debt.rate_basis_points or 0) // arithmetic.WHOLE // 2
    verb = "asks" if len(growing) == 1 else "ask"
    says = (
        f"{listed([f'“{aim.name}”' for aim in growing])} {verb} {numbers.text(asked)} a month while {debt.name} costs "
        f"{arithmetic.percent(debt.rate_basis_points or 0)}. A year of that money on the debt instead saves about "
        f"{numbers.text(saved)} of interest, and everything after it goes faster."
    )
    return Finding(says, saved, saved)


def _without_plan(numbers: Numbers) -> Finding | None:
    open_ended = [
        aim for aim in numbers.aims if aim.due_on is None and aim.needed_minor is None and aim.missing_minor > 0
    ]
    if not open_ended:
        return None
    aim = open_ended[0]
    says = (
        f"“{aim.name}” has neither a date nor a monthly amount, and {numbers.text(aim.missing_minor)} to go. Either "
        "one turns a wish into a plan."
    )
    return Finding(says, len(open_ended), action=Action("Give it a date", f"{aim.url}/edit"), rows_url=aim.url)


RULES: Final = (
    Rule(
        id="first-goal",
        theme="goals",
        title="Give what you keep a name",
        needs=("income",),
        find=_none,
        action=Action("Set your first goal", "/goals/new"),
        articles=("pay-yourself-first-as-identity", "enough-is-a-number"),
        confidence="fairly sure",
        because="Money stays over and there is no active goal.",
        wrong_when="You save for something elsewhere.",
        comes_back="when a quarter more stays over",
        urgency=SOON,
        metric="kept",
    ),
    Rule(
        id="goal-overdue",
        theme="goals",
        title="Give a goal a new date",
        needs=(),
        find=_overdue,
        action=Action("Look at your goals", "/goals"),
        articles=("resilience-after-a-setback",),
        confidence="sure",
        because="The date has passed.",
        wrong_when="It is done and only not marked as such.",
        comes_back="when another goal passes its day",
        urgency=SOON,
    ),
    Rule(
        id="goals-too-much",
        theme="goals",
        title="Let your goals fit your months",
        needs=("income",),
        find=_too_much,
        action=Action("Move a date", "/goals"),
        articles=("enough-is-a-number", "values-to-line-items"),
        confidence="fairly sure",
        because="Both sums are yours; that goals may count on 30% of what you keep is Mingus’s own rule.",
        wrong_when="Money you already put aside for them leaves your months as a transfer and counts as kept.",
        comes_back="when the gap has grown by a quarter",
        urgency=SOON,
    ),
    Rule(
        id="goal-order",
        theme="goals",
        title="Put a month of reserve before the wishes",
        needs=("accounts", "spending"),
        find=_order,
        action=Action("Change the order", "/goals"),
        articles=("emergency-fund-that-fits", "values-to-line-items"),
        confidence="fairly sure",
        because="The order and the reserve are known; that a month comes first is our own rule.",
        wrong_when="The date can’t move: a wedding next month is a wedding next month.",
        comes_back="when the reserve has shrunk further",
        urgency=SOON,
    ),
    Rule(
        id="debt-before-wishes",
        theme="goals",
        title="Pay a dear debt before you save for more",
        needs=("debts",),
        find=_debt_first,
        action=Action("Look at your goals", "/goals"),
        articles=("pay-off-card-debt", "thinking-in-decades"),
        confidence="fairly sure",
        because=(
            "The rate is known. The interest saved is half a year’s on average, as the money arrives over the year."
        ),
        wrong_when="The card’s balance is paid in full each month, or the date of the goal can’t move.",
        comes_back="when the interest has grown by a quarter",
        urgency=SOON,
    ),
    Rule(
        id="goal-without-plan",
        theme="goals",
        title="Turn a wish into a plan",
        needs=(),
        find=_without_plan,
        action=Action("Look at your goals", "/goals"),
        articles=("values-to-line-items",),
        confidence="sure",
        because="Both fields are empty.",
        wrong_when="It is meant to wait.",
        comes_back="when another goal has no plan",
        urgency=SOME_DAY,
    ),
)
