"""Reading what concerns admission."""
