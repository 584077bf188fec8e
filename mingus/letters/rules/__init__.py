"""When letters are due, who wants them, and when there is nothing to write. Pure."""
