"""Who issues the reports: the first run's only question, and a page to change it later."""
