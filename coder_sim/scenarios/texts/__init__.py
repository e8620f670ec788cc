"""One module a family: the facts of a scenario in words, each in many wordings."""
