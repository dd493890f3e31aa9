"""A file that came back edited: what was changed in it, to be taken or refused."""
