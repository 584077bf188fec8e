"""Which incoming bank row is one that is there already under another look: pending before, or added by hand.

A wrong merge loses money silently, so a pair needs evidence and must be the only one on both sides. Whatever is
plausible without being proved goes to review, and a person decides.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from mingus.ledger.rules.fingerprints import normalise

Outcome = Literal["matched", "posted", "filled", "review"]

DAYS_BEFORE: Final = 1  # a bank may date the posted row a day before the pending one
DAYS_AFTER: Final = 10
DAYS_BY_HAND: Final = 4
LARGEST_TIP: Final = (135, 100)  # a posted amount may be up to 35 % above the pending one
MIN_WORD: Final = 3
_NOISE: Final = frozenset(
    [
        "the",
        "and",
        "inc",
        "llc",
        "pos",
        "debit",
        "credit",
        "card",
        "purchase",
        "pending",
        "payment",
        "com",
        "www",
        "usa",
    ]
)


@dataclass(frozen=True, slots=True)
class Pair:
    """An incoming row (`number`) and a stored one that it may be."""

    number: int
    transaction_id: str
    incoming_on: date
    stored_on: date
    incoming_minor: int
    stored_minor: int
    incoming_text: str
    stored_text: str
    incoming_pending: bool
    stored: Literal["pending", "posted", "manual"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an incoming row. For review, `transaction_id` is the likeliest candidate."""

    outcome: Outcome
    transaction_id: str
    reason: str


def decide(pairs: Iterable[Pair]) -> dict[int, Verdict]:
    """A verdict for each incoming row that may be a stored one; rows without plausible pair are not in the answer.

    The best pairs are taken first, so that a clear match frees the rows it would otherwise make ambiguous.
    """
    scored = [(strength, pair) for pair in pairs if (strength := _strength(pair))]
    verdicts: dict[int, Verdict] = {}
    taken: set[str] = set()
    for level in sorted({strength for strength, _ in scored}, reverse=True):
        open_pairs = [
            pair
            for strength, pair in scored
            if strength == level and pair.number not in verdicts and pair.transaction_id not in taken
        ]
        _settle(open_pairs, certain=level > 1, verdicts=verdicts, taken=taken)
    return verdicts


def _settle(pairs: list[Pair], *, certain: bool, verdicts: dict[int, Verdict], taken: set[str]) -> None:
    by_incoming: dict[int, list[Pair]] = defaultdict(list)
    by_stored: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_incoming[pair.number].append(pair)
        by_stored[pair.transaction_id].append(pair)
    for number, found in by_incoming.items():
        nearest = min(found, key=lambda pair: (abs((pair.incoming_on - pair.stored_on).days), pair.transaction_id))
        alone = len(found) == 1 and len(by_stored[nearest.transaction_id]) == 1
        if alone and certain:
            verdicts[number] = _match(nearest)
            taken.add(nearest.transaction_id)
        elif _are_twins(found, by_stored):
            _pair_twins(found, verdicts, taken)
        else:
            verdicts[number] = Verdict("review", nearest.transaction_id, _question(nearest, len(found)))


def _are_twins(found: list[Pair], by_stored: dict[str, list[Pair]]) -> bool:
    """Equal rows on both sides (two equal fares): which is which does not matter, only how many there are."""
    looks = {(p.stored_on, p.stored_minor, normalise(p.stored_text), p.stored) for p in found}
    rivals = {pair.number: pair for p in found for pair in by_stored[p.transaction_id]}
    incoming = {(p.incoming_on, p.incoming_minor, normalise(p.incoming_text)) for p in rivals.values()}
    return len(looks) == 1 and len(incoming) == 1 and len(rivals) <= len(found) and _strength(found[0]) > 1


def _pair_twins(found: list[Pair], verdicts: dict[int, Verdict], taken: set[str]) -> None:
    number = found[0].number
    if number in verdicts:
        return
    free = sorted((pair for pair in found if pair.transaction_id not in taken), key=lambda pair: pair.transaction_id)
    if free:
        verdicts[number] = _match(free[0])
        taken.add(free[0].transaction_id)


def _strength(pair: Pair) -> int:
    """0 implausible, 1 only a person can tell, 2 and up certain enough when nothing rivals it."""
    same_amount = pair.incoming_minor == pair.stored_minor
    alike = _share_a_word(pair.incoming_text, pair.stored_text)
    days = (pair.incoming_on - pair.stored_on).days
    if pair.stored == "manual":
        if not same_amount or abs(days) > DAYS_BY_HAND:
            return 0
        return 3 if alike else 2
    if pair.incoming_pending == (pair.stored == "pending"):
        return 0
    if pair.incoming_pending:
        days = -days
    if not -DAYS_BEFORE <= days <= DAYS_AFTER:
        return 0
    if same_amount:
        return 4 if alike else 3
    if not _within_tip(pair):
        return 0
    return 2 if alike else 1


def _within_tip(pair: Pair) -> bool:
    posted, pending = (
        (pair.stored_minor, pair.incoming_minor) if pair.incoming_pending else (pair.incoming_minor, pair.stored_minor)
    )
    if posted >= 0 or pending >= 0:
        return False
    return -pending < -posted <= -pending * LARGEST_TIP[0] // LARGEST_TIP[1]


def _share_a_word(left: str, right: str) -> bool:
    return bool(_words(left) & _words(right))


def _words(text: str) -> frozenset[str]:
    letters = "".join(character if character.isalpha() else " " for character in normalise(text).replace("'", ""))
    return frozenset(word for word in letters.split() if len(word) >= MIN_WORD and word not in _NOISE)


def _match(pair: Pair) -> Verdict:
    if pair.stored == "manual":
        return Verdict("filled", pair.transaction_id, "This is the one you added by hand.")
    if pair.incoming_pending:
        return Verdict("matched", pair.transaction_id, "This has posted since.")
    if pair.incoming_minor != pair.stored_minor:
        return Verdict("posted", pair.transaction_id, "This was pending with another amount.")
    return Verdict("posted", pair.transaction_id, "This was pending before.")


def _question(pair: Pair, candidates: int) -> str:
    look = {"manual": "one you added by hand", "pending": "one that is pending", "posted": "one that has posted"}[
        pair.stored
    ]
    return (
        f"This may be {look}." if candidates == 1 else f"This may be one of {candidates} you have, most likely {look}."
    )
