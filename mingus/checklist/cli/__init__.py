"""The commands `mingus checklist …` and `mingus evidence …`."""
