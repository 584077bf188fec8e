"""What comes into the library (texts with a head, what people keep), and the views and answers that go out."""
