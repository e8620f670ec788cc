"""Readers of official files, one module a format; each knows its file by content."""
