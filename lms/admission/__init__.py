"""From the call to the seat: applications, endorsement, selection, waiting."""
