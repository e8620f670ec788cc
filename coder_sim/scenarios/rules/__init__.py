"""One module a family: what is true, drawn from a seed, and the key that follows from it."""
