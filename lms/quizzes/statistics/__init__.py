"""What many attempts say about the questions of a quiz: pure numbers, no database.

Values are exact fractions; floating point begins where a root or a logarithm is taken.
"""
