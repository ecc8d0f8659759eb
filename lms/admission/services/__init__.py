"""Changing what concerns admission."""
