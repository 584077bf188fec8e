"""What the library computes: drawing Markdown, what opens a level, what a misspelt word meant. Pure."""
