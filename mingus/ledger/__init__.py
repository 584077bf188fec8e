"""The ledger: accounts, transactions, categories, rules, imports, and the sums every page reads."""

from mingus.core import events
from mingus.ledger import models as models
from mingus.ledger import pages
from mingus.ledger.api.accounts import accounts_door
from mingus.ledger.api.transactions import transactions_door
from mingus.ledger.service import categories

DOORS = (*pages.DOORS, accounts_door, transactions_door)

events.within(events.HouseholdCreated, categories.prepare_household)
