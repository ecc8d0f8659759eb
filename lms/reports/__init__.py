"""Following who learns: rosters, histories, tables to take along."""
