"""Published courses, as immutable releases."""
