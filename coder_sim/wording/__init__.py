"""Findings and errors as sentences: the one place where text for people is made."""
