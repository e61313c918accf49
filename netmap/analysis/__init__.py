"""One file per question: pure functions from a landscape to frozen rows, each with its sentence in words."""
