"""What people send to admission."""
