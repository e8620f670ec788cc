"""What the learner owns, in one SQLite file: packs, drafts, attempts. Values in, values out."""
