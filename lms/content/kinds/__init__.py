"""The kinds of activity: each knows how to read, write and check its own files."""
