"""The arithmetic of check-ins. Pure: weeks, streaks, and what numbers of weeks may be said to show."""
