"""The kinds of question: each knows how to read, write and check what it asks."""
