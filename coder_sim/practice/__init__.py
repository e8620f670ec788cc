"""What a learner does: pick, open, draft, submit, review."""
