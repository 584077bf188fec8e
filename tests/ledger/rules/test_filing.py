"""The first that knows decides: a person's rule, the file, what was learned, the payee, well-known shops."""

from uuid import UUID

from mingus.ledger.rules.filing import Decision, Knowledge, KnownRule

RULE, FILE, LEARNED, PAYEE, SHOP, PAY = (UUID(int=number) for number in range(1, 7))
SOMEONE = UUID(int=99)


def rule(pattern: str, category_id: UUID | None, *, match: str = "contains", payee_id: UUID | None = None) -> KnownRule:
    source = "person" if match == "contains" else "learned"
    return KnownRule(UUID(int=50 + len(pattern)), match, pattern, payee_id, category_id, source)


ALL = Knowledge.of(
    [rule("kroger #412", RULE), rule("kroger", LEARNED, match="exact")],
    [("Kroger", PAYEE), ("Corner Cafe", PAYEE)],
    [(FILE, "Food", None), (SHOP, "Groceries", "groceries"), (PAY, "Paycheck", "paycheck")],
)


def test_a_persons_rule_wins_over_everything() -> None:
    found = ALL.of_row("Kroger", "POS  Kroger #412 ATLANTA", -1, "Food")
    assert (found.category_id, found.source) == (RULE, "rule")


def test_the_files_category_wins_over_what_was_learned() -> None:
    found = ALL.of_row("Kroger", "KROGER #9", -1, "food")
    assert (found.category_id, found.source) == (FILE, "file")


def test_what_was_learned_wins_over_the_payees_usual_category() -> None:
    found = ALL.of_row("KROGER", "KROGER #9", -1, "")
    assert (found.category_id, found.source) == (LEARNED, "rule")


def test_the_payees_usual_category_wins_over_well_known_shops() -> None:
    found = ALL.of_row("Corner Cafe", "CORNER CAFE", -1, "")
    assert (found.category_id, found.source) == (PAYEE, "payee")


def test_well_known_shops_come_last() -> None:
    found = ALL.of_row("Publix", "PUBLIX 12", -1, "Unheard of")
    assert (found.category_id, found.source) == (SHOP, "default")


def test_only_money_coming_in_is_a_paycheck() -> None:
    assert ALL.of_row("Acme Payroll", "ACME PAYROLL", 1, "").category_id == PAY
    assert ALL.of_row("Acme Payroll", "ACME PAYROLL", -1, "").category_id is None


def test_what_nobody_knows_stays_open() -> None:
    assert ALL.of_row("Zyx", "ZYX", -1, "") == Decision()


def test_the_longest_matching_text_wins() -> None:
    known = Knowledge.of([rule("shop", FILE), rule("shop 12", RULE)], [], [])
    assert known.of_text("THE SHOP 12").category_id == RULE
    assert known.of_text("THE SHOP 13").category_id == FILE


def test_a_rule_for_the_payee_alone_leaves_the_category_to_the_others() -> None:
    known = Knowledge.of([rule("krgr", None, payee_id=SOMEONE)], [], [(SHOP, "Groceries", "groceries")])
    found = known.of_row("Kroger", "KRGR 12", -1, "")
    assert (found.payee_id, found.category_id, found.source) == (SOMEONE, SHOP, "default")
