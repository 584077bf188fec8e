"""Promises to those who program against Mingus, held to their own words."""
