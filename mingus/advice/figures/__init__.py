"""What advice knows about a household, and the arithmetic over it. Pure: no database, no clock, no web."""
