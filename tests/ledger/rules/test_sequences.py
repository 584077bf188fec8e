"""Two ordered rows of days are paired as well as can be, and only where every best pairing agrees."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.rules.sequences import agreed_pairs

Pairs = list[tuple[int, int]]
days = st.lists(st.integers(0, 12), max_size=6).map(sorted)


def best_pairings(lefts: list[int], rights: list[int], window: int) -> list[Pairs]:
    """Every best pairing in order, by trying them all."""
    every: list[tuple[int, int, Pairs]] = []
    for size in range(min(len(lefts), len(rights)) + 1):
        for some_lefts in combinations(range(len(lefts)), size):
            for some_rights in combinations(range(len(rights)), size):
                pairs = list(zip(some_lefts, some_rights, strict=True))
                apart = [abs(lefts[left] - rights[right]) for left, right in pairs]
                if all(distance <= window for distance in apart):
                    every.append((size, -sum(apart), pairs))
    best = max(score[:2] for score in every)
    return [pairs for *score, pairs in every if tuple(score) == best]


@given(days, days)
def test_only_what_every_best_pairing_has_is_answered(lefts: list[int], rights: list[int]) -> None:
    best = best_pairings(lefts, rights, 4)
    agreed = set.intersection(*(set(pairs) for pairs in best))
    assert set(agreed_pairs(lefts, rights, 4)) == agreed
