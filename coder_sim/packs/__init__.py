"""The case-pack format, whole: read, check, lint, write."""
