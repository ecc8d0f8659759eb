"""Encuentro: conversations in a course, in an edition, and in the alumni space."""
