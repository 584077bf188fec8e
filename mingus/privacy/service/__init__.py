"""What the package decides: archives, leaving, and who has accepted which terms."""
