"""What the secretariat fills in for an edition."""
