"""What Mingus can do with money data. Every function takes the caller's transaction and never commits."""
