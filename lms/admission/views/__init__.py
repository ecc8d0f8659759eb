"""Pages of admission."""
