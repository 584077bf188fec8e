"""`python -m mingus` is the command `mingus`."""

from mingus.cli import main

main()
