"""Reading across features: people of an edition, one learner, a State."""
