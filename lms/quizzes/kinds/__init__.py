"""The kinds of question as learners meet them: what is offered, read and marked."""
