"""The results of a run, for a terminal, for programs, for a build server, and for paper."""
