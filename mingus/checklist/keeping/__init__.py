"""Making evidence and keeping it fresh: running commands under a record, and telling people what expires when."""
