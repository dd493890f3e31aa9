"""The page where a report is written: its outline and the form of the chosen part."""
