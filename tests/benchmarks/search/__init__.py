"""The search benchmark: what coders type, the codes they would accept, and how finders do."""
