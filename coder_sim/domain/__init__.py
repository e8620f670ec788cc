"""What coders talk about: codes, charts, answer sheets and keys. Frozen values only."""
