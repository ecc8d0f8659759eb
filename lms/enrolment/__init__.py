"""Who takes which course, in which edition, on which release."""
