"""Money accounts, transactions, categories, rules, imports and rollups."""
