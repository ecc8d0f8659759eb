"""The learner's desk: home, course, player, progress."""
