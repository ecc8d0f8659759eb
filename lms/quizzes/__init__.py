"""Quizzes: attempts at a course's questions, their answers and their marks."""
