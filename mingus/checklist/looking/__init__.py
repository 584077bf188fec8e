"""How checks look at things: files, the booted application, stores, the network. Bounded in time and memory."""
