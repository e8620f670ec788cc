"""Benchmarks: how good and how fast, beside what others offer."""
