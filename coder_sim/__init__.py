"""Coder Sim: practice medical coding on synthetic charts, offline."""
