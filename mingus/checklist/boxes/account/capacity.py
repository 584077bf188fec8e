"""4.2: how much is rented, when it grows, what it costs."""

from mingus.checklist.box import Box, static
from mingus.checklist.documents import Costs, costs
from mingus.checklist.documents.tables import Table
from mingus.checklist.looking import papers
from mingus.checklist.missing import Missing
from mingus.checklist.proof import attested, digitalocean, proven
from mingus.checklist.rules import IN_PRODUCTION, Finding, failed, judged, passed, unknown
from mingus.checklist.surroundings import Surroundings

CAPACITY = "docs/capacity.md"
NOT_YET = "none yet"
TESTED_DAYS = 90


@static
def sizes_rest_on_a_load_test(around: Surroundings) -> Finding:
    """Every size in the table is the one that is rented, and names the load test that it rests on."""
    table = _page(around, "Sizes", "component", "size", "load test")
    rented: dict[str, str] = {
        size.component: f"{size.size} × {size.count}" for size in _costs(around).environments["production"]
    }
    planned = {row["component"]: row["size"].replace("`", "") for row in table}
    faults = [
        f"{CAPACITY} says {size} for {name}, docs/costs.yaml {rented.get(name, 'nothing')}"
        for name, size in planned.items()
        if not _same(size, rented.get(name, ""))
    ]
    faults += [f"{CAPACITY} has no size for {name}" for name in rented if name not in planned]
    if faults or not table:
        return judged(faults or [f"{CAPACITY} has an empty table of sizes"], "")
    untested = [row["component"] for row in table if row["load test"].strip() in {"", NOT_YET}]
    if untested:
        return unknown(f"no evidence yet: no load test stands behind the size of {', '.join(untested)}")
    return passed(f"{len(table)} sizes, each with its load test", sizes=len(table))


@static
def growth_has_its_signs(around: Surroundings) -> Finding:
    """For each sign of tightness the page says what is done."""
    table = _page(around, "When it gets tight", "sign", "do")
    faults = [f"the sign “{row['sign']}” has nothing to do" for row in table if not row["do"].strip()]
    if not table:
        return failed(f"{CAPACITY} names no sign")
    return judged(faults, f"{len(table)} signs, each with what to do", signs=len(table))


@static
def a_month_has_its_price(around: Surroundings) -> Finding:
    """Everything that is rented has a price that somebody read, and they add up."""
    found = _costs(around)
    if not found.environments.get("production"):
        return failed("docs/costs.yaml rents nothing for production")
    total = found.monthly_usd("production")
    if total is None:
        missing = [size.component for size in found.environments["production"] if size.monthly_usd is None]
        raise Missing(f"no evidence yet: nobody has read the price of {', '.join(missing)} (docs/costs.yaml)")
    return passed(f"a month of production costs {total:.2f} {found.currency}", monthly_usd=f"{total:.2f}")


def _page(around: Surroundings, heading: str, *columns: str) -> Table:
    return papers.current(around, CAPACITY).table(heading, *columns)


def _costs(around: Surroundings) -> Costs:
    return costs(around.tree.root)


def _same(planned: str, rented: str) -> bool:
    """`apps-s-1vcpu-2gb × 2` is itself; a size that stands there once needs no count."""
    return rented in {planned, f"{planned} × 1"}


BOXES = (
    Box(
        "4.2.1",
        "The sizes rest on a load test",
        all_of=(
            sizes_rest_on_a_load_test,
            proven("12.3.1", "bench/load", max_days=TESTED_DAYS, same_commit=False),
        ),
        passes="docs/capacity.md and docs/costs.yaml name the same sizes, each with a load test of at most 90 days",
        fix="Run the load test, write it into the table of docs/capacity.md, and `mingus checklist show 4.2.1`.",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "4.2.2",
        "It is known when to grow, and how",
        all_of=(
            growth_has_its_signs,
            digitalocean("GET /v2/apps/{id}", "the most instances times their pool fits the database's limit"),
        ),
        passes="docs/capacity.md names signs and answers; the most instances fit the database",
        fix="Write sign and answer into the table “When it gets tight” of docs/capacity.md.",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "4.2.3",
        "The month's bill is known beforehand",
        all_of=(
            a_month_has_its_price,
            digitalocean("GET /v2/customers/my/balance", "the month so far is within 20 % of what was planned"),
        ),
        passes="every rented size has a price with its source, and the bill is within 20 % of their sum",
        fix="Read the prices at DigitalOcean and write each with its page into docs/costs.yaml.",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "4.2.4",
        "A bill that grows too large rings",
        all_of=(
            attested("4.2.4", "the alert on the bill is on, at the amount in docs/costs.yaml", days=180),
            digitalocean("GET /v2/customers/my/balance", "the month so far is below the alert"),
        ),
        passes="a member has seen the alert within 180 days; the month so far is below it",
        fix="`mingus checklist attest 4.2.4 --by MEMBER --statement … --days 180 --file screenshot.png`",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
)
