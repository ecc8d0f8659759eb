"""What every feature stands on: tables, units of work, languages, safe text, mail."""
