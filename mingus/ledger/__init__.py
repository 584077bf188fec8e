"""The ledger: accounts, transactions, categories, rules, imports, and the sums every page reads."""

from mingus.ledger import models as models
