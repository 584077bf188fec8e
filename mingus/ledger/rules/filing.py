"""Which category and payee a bank row gets, from what the household knows.

The first that knows wins: a person's rule, the file's own category, what Mingus learned from edits, the payee's usual
category, well-known shops. Rows a person filed are not asked about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from mingus.ledger.rules.fingerprints import normalise
from mingus.ledger.rules.merchants import INCOME, category_slug


@dataclass(frozen=True, slots=True)
class KnownRule:
    """A rule as stored; `pattern` is normalised."""

    id: UUID
    match: str
    pattern: str
    payee_id: UUID | None
    category_id: UUID | None
    source: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a text gets. `over_file`: it wins over the file's own category. `income_only`: for money coming in alone."""

    category_id: UUID | None = None
    source: str | None = None
    payee_id: UUID | None = None
    rule_id: UUID | None = None
    over_file: bool = False
    income_only: bool = False


NOTHING: Final = Decision()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a household knows. Build with `of`, then ask as often as there are rows."""

    contains: tuple[KnownRule, ...] = ()
    exact: Mapping[str, KnownRule] = field(default_factory=dict)
    payees: Mapping[str, UUID] = field(default_factory=dict)
    slugs: Mapping[str, UUID] = field(default_factory=dict)
    names: Mapping[str, UUID] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        rules: Iterable[KnownRule],
        payees: Iterable[tuple[str, UUID]],
        categories: Iterable[tuple[UUID, str, str | None]],
    ) -> "Knowledge":
        """From rules, payees with their usual category, and categories (id, name, slug)."""
        known, all_categories = list(rules), list(categories)
        contains = (rule for rule in known if rule.match == "contains")
        return cls(
            contains=tuple(sorted(contains, key=lambda rule: (-len(rule.pattern), rule.pattern))),
            exact={rule.pattern: rule for rule in known if rule.match == "exact"},
            payees={normalise(name): category_id for name, category_id in payees},
            slugs={slug: category_id for category_id, _, slug in all_categories if slug},
            names={normalise(name): category_id for category_id, name, _ in all_categories},
        )

    def of_text(self, description: str) -> Decision:
        """What a person's “when the text contains …” says; the longest such text wins."""
        if not self.contains:
            return NOTHING
        text = normalise(description)
        found = next((rule for rule in self.contains if rule.pattern in text), None)
        return _by_rule(found) if found else NOTHING

    def of_payee(self, payee: str) -> Decision:
        """What is known of this cleaned payee."""
        key = normalise(payee)
        if rule := self.exact.get(key):
            return _by_rule(rule)
        if category_id := self.payees.get(key):
            return Decision(category_id, "payee")
        slug = category_slug(payee)
        if slug and (category_id := self.slugs.get(slug)):
            return Decision(category_id, "default", income_only=slug in INCOME)
        return NOTHING

    def of_row(self, payee: str, description: str, sign: int, bank_category: str) -> Decision:
        """All of it for one row: its cleaned payee, the bank's text, the amount's sign, the file's category."""
        said, known = self.of_text(description), self.of_payee(payee)
        if said.category_id:
            return said
        if not known.over_file and bank_category and (category_id := self.names.get(normalise(bank_category))):
            return Decision(category_id, "file", said.payee_id, said.rule_id)
        if known.income_only and sign <= 0:
            return said
        return Decision(known.category_id, known.source, said.payee_id or known.payee_id, said.rule_id or known.rule_id)


def _by_rule(rule: KnownRule) -> Decision:
    source = "rule" if rule.category_id else None
    return Decision(rule.category_id, source, rule.payee_id, rule.id, over_file=rule.source == "person")
