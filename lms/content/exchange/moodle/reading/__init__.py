"""Moodle XML on its way in."""
