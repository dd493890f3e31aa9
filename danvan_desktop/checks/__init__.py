"""Rules over a report → findings with a place to jump to."""
