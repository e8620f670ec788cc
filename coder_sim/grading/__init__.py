"""The grader: answer sheet, answer key and code facts in, a Grade out. Pure."""
