"""The real pages beside the form, drawn from the file that would be written."""
