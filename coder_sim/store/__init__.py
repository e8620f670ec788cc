"""What the learner owns, kept in a database; hands out domain values, never rows."""
