"""The arithmetic of the ledger. Pure: no database, no clock, no web."""
