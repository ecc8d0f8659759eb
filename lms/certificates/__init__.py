"""Certificates: three grades, a page that anybody can check, a credential."""
