"""Tests of section S: success."""
