"""Bank files: which format, which encoding, what is in them. Pure: no database, no web, no clock."""
