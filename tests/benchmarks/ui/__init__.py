"""Figures of the window, against the goals it is held to."""
