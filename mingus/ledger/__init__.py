"""The ledger: accounts, transactions, categories, rules, imports, and the sums every page reads."""

from mingus.core import events, personal_data
from mingus.ledger import models as models
from mingus.ledger.api.categories import api as categories_api
from mingus.ledger.api.export import api as export_api
from mingus.ledger.pages.categories import pages as categories_pages
from mingus.ledger.pages.export import pages as export_pages
from mingus.ledger.pages.person_rules import pages as rules_pages
from mingus.ledger.service import categories, personal

DOORS = (categories_pages, rules_pages, export_pages, categories_api, export_api)

events.within(events.HouseholdCreated, categories.prepare_household)
personal_data.register(personal.ENTRY)
