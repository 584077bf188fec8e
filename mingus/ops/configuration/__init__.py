"""Behind `mingus config`: what an environment comes to, what is wrong with it, and the documents about settings."""
