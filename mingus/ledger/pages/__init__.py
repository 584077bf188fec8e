"""Pages of the ledger: accounts, transactions, imports."""

from mingus.ledger.pages import accounts, imports, splits, transactions

DOORS = (accounts.pages, transactions.pages, splits.pages, imports.pages)
