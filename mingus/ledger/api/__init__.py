"""The ledger as JSON under /api."""
