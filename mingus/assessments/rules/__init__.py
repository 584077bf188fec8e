"""What assessments compute: pure functions over a definition and answers."""
