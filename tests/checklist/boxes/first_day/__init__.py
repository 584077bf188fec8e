"""Tests of section P: the first day."""
