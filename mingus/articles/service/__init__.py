"""What the library decides: which text is live, who may read it, what a person keeps of it."""
