"""Plants small faults in the checks, one at a time, and counts how many of them the tests find."""
