"""Tests of section 13: monitoring."""
