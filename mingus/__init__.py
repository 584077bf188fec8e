"""Mingus: personal finance for people who want to build wealth with the money they earn.

One folder is one part of the business; `docs/architecture.md` draws the map and `mingus/app.py` assembles it.
"""

__version__ = "0.1.0"
