"""What comes in about money, and the views that go out."""
