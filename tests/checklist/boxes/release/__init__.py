"""Tests of section 11: the release."""
