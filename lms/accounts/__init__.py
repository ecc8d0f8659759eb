"""Accounts of our own: sign-up, sign-in, passwords. A host may bring its own."""
