"""What bin/test does: gets the programs that tests drive, then runs the tests on two versions of PostgreSQL."""
