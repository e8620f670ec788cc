"""The code library: official sources in, a read-only database to search and ask out."""
