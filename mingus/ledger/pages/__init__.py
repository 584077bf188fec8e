"""Pages of the ledger: accounts, transactions, imports, categories, rules, export."""

from mingus.ledger.pages import (
    accounts,
    categories,
    documents,
    export,
    imports,
    person_rules,
    splits,
    transactions,
    transfers,
)

DOORS = (
    accounts.pages,
    transactions.pages,
    splits.pages,
    documents.pages,
    transfers.pages,
    imports.pages,
    categories.pages,
    person_rules.pages,
    export.pages,
)
