"""The lowest layer: what every package stands on. Knows none of them."""
