"""Looks at a database that a test may break."""
