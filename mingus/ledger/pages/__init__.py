"""Pages of the ledger: accounts, transactions, imports."""
