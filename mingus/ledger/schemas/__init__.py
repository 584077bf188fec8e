"""What comes into the ledger and what it answers."""
