"""What can be wrong with a course that can be read."""
