"""Finds the two sides of money moved between a household's own accounts. Ambiguous ones are left to the person.

Two rows may be one transfer when they are opposite amounts of one currency on different accounts at most four days
apart and both texts speak of a transfer, a payment or the other account. Of several possible partners the one whose
account the text names wins, then the one nearest in days; a tie decides nothing. Rows of one pair of accounts are
alike, so those are paired in order, as many as possible, with the fewest days in between.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from mingus.ledger.rules.sequences import agreed_pairs

WINDOW_DAYS: Final = 4
MAX_COMPARISONS: Final = 50_000  # of one amount; beyond it nobody could tell the rows apart
SPEAKS_OF_TRANSFER: Final = frozenset(
    "transfer transfers transferred xfer trnsfr trsf tfr payment pymt pmt autopay epay thank".split()  # noqa: SIM905  reads better
)
_WORDS: Final = re.compile(r"[a-z0-9]+")
_KIND_WORDS: Final = {
    "checking": frozenset({"checking", "chk", "ckg"}),
    "savings": frozenset({"savings", "sav", "svgs"}),
    "card": frozenset({"card", "credit", "crd"}),
    "loan": frozenset({"loan", "mortgage"}),
    "cash": frozenset({"cash", "withdrawal"}),
    "investment": frozenset({"brokerage", "investment", "ira", "401k"}),
}

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Line:
    """A row that may be one side of a transfer; negative is money out. `text` is the bank's."""

    id: UUID
    account_id: UUID
    posted_on: date
    amount_minor: int
    currency: str
    text: str


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """How a bank's text may speak of an account."""

    id: UUID
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two rows that may belong together. `named`: how clearly the texts name each other's account, 0 to 4."""

    out: Line
    into: Line
    named: int
    both_speak: bool

    @property
    def days(self) -> int:
        return abs((self.out.posted_on - self.into.posted_on).days)

    @property
    def lane(self) -> Pair:
        return self.out.account_id, self.into.account_id


def match(lines: Iterable[Line], accounts: Collection[KnownAccount], rejected: Collection[Pair]) -> list[Pair]:
    """The pairs (out, in) that are transfers beyond doubt. Each row is in one pair at most."""
    telling = (line for line in lines if _tells(line.text, accounts))
    found: list[Pair] = []
    for edges in _by_amount(telling, accounts, rejected):
        found += _settle([edge for edge in edges if edge.both_speak])
    return sorted(found)


def suggest(
    lines: Iterable[Line], accounts: Collection[KnownAccount], rejected: Collection[Pair], *, limit: int
) -> list[Pair]:
    """Pairs a person may want to confirm, the likeliest first: at least one text speaks of a transfer."""
    edges = [edge for edges in _by_amount(lines, accounts, rejected) for edge in edges]
    edges.sort(key=lambda edge: (-edge.both_speak, -edge.named, edge.days, edge.out.id, edge.into.id))
    return [(edge.out.id, edge.into.id) for edge in edges[:limit]]


def _tells(text: str, accounts: Iterable[KnownAccount]) -> bool:
    words = _words(text)
    return bool(words & SPEAKS_OF_TRANSFER) or any(_strength(words, account) > 1 for account in accounts)


def _by_amount(
    lines: Iterable[Line], accounts: Collection[KnownAccount], rejected: Collection[Pair]
) -> list[list[Edge]]:
    amounts: dict[tuple[str, int], tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for line in lines:
        if line.amount_minor:
            amounts[line.currency, abs(line.amount_minor)][line.amount_minor > 0].append(line)
    names = {account.id: account for account in accounts}
    refused = frozenset(rejected)
    return [_edges(outs, ins, names, refused) for _, (outs, ins) in sorted(amounts.items()) if outs and ins]


def _edges(
    outs: Sequence[Line], ins: list[Line], names: Mapping[UUID, KnownAccount], rejected: frozenset[Pair]
) -> list[Edge]:
    ins = sorted(ins, key=lambda line: (line.posted_on, line.id))
    days = [line.posted_on.toordinal() for line in ins]
    found: list[Edge] = []
    comparisons = 0
    for out in sorted(outs, key=lambda line: (line.posted_on, line.id)):
        day = out.posted_on.toordinal()
        near = ins[bisect_left(days, day - WINDOW_DAYS) : bisect_right(days, day + WINDOW_DAYS)]
        comparisons += len(near)
        if comparisons > MAX_COMPARISONS:
            return []
        edges = (_edge(out, into, names) for into in near if (out.id, into.id) not in rejected)
        found += [edge for edge in edges if edge]
    return found


def _edge(out: Line, into: Line, names: Mapping[UUID, KnownAccount]) -> Edge | None:
    if out.account_id == into.account_id:
        return None
    named_by_out, named_by_into = _names(out, into.account_id, names), _names(into, out.account_id, names)
    if named_by_out < 0 or named_by_into < 0:
        return None  # the text names another account of the household
    speaks = [bool(_words(line.text) & SPEAKS_OF_TRANSFER) for line in (out, into)]
    evidence = [speaks[0] or named_by_out > 1, speaks[1] or named_by_into > 1]
    return Edge(out, into, named_by_out + named_by_into, all(evidence)) if any(evidence) else None


def _names(line: Line, account_id: UUID, names: Mapping[UUID, KnownAccount]) -> int:
    """How clearly the text names that account: 2 its whole name, 1 its kind, 0 not at all, -1 another one more so."""
    words = _words(line.text)
    others = {key: _strength(words, account) for key, account in names.items() if key != line.account_id}
    own = others.get(account_id, 0)
    return own if own >= max(others.values(), default=0) else -1


def _strength(words: frozenset[str], account: KnownAccount) -> int:
    name = _words(account.name) - {"account", "the", "my"}
    if name and name <= words:
        return 2
    return 1 if words & _KIND_WORDS.get(account.kind, frozenset()) else 0


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text[:300].casefold()))


def _settle(edges: list[Edge]) -> list[Pair]:
    """Round after round: each row chooses its best lane, rows that chose alike are paired in order, the rest go on."""
    found: list[Pair] = []
    while edges:
        chosen = _chosen_lanes(edges)
        lanes: dict[Pair, list[Edge]] = defaultdict(list)
        for edge in edges:
            if chosen[edge.out.id] == chosen[edge.into.id] == edge.lane:
                lanes[edge.lane].append(edge)
        settled = [pair for lane in sorted(lanes) for pair in _in_order(lanes[lane])]
        if not settled:
            break
        found += settled
        used = {row_id for pair in settled for row_id in pair}
        edges = [edge for edge in edges if edge.out.id not in used and edge.into.id not in used]
    return found


def _chosen_lanes(edges: Iterable[Edge]) -> dict[UUID, Pair | None]:
    """The one lane in which each row's best edge lies; None for a tie between lanes."""
    best: dict[UUID, tuple[int, int]] = {}
    lanes: dict[UUID, Pair | None] = {}
    for edge in edges:
        score = (edge.named, -edge.days)
        for row_id in (edge.out.id, edge.into.id):
            if row_id not in best or score > best[row_id]:
                best[row_id], lanes[row_id] = score, edge.lane
            elif score == best[row_id] and lanes[row_id] != edge.lane:
                lanes[row_id] = None
    return lanes


def _in_order(edges: Sequence[Edge]) -> list[Pair]:
    outs = sorted({edge.out for edge in edges}, key=lambda line: (line.posted_on, line.id))
    ins = sorted({edge.into for edge in edges}, key=lambda line: (line.posted_on, line.id))
    allowed = {(edge.out.id, edge.into.id) for edge in edges}
    pairs = agreed_pairs(
        [line.posted_on.toordinal() for line in outs], [line.posted_on.toordinal() for line in ins], WINDOW_DAYS
    )
    named = [(outs[left].id, ins[right].id) for left, right in pairs]
    return [pair for pair in named if pair in allowed]
