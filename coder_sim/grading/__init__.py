"""The grader: pure comparison of an answer sheet with an answer key."""
