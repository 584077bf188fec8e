"""Tests of section 12: after the release."""
