"""Moodle XML on its way out."""
