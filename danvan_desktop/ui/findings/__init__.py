"""What a check found, one after another."""
