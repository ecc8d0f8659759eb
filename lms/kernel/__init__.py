"""Words every floor shares: languages, failures, facts and verdicts."""
