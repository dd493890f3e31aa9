"""Help for the place a person is in: what it is for, and its keys."""
