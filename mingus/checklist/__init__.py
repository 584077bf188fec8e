"""The checklist: whether this installation and its documents are what they should be."""
