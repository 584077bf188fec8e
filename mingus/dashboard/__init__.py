"""The first page: asks the packages below and shows the month at a glance."""

from mingus.dashboard.api import api
from mingus.dashboard.pages import pages

DOORS = (pages, api)
__all__ = ["DOORS"]
