"""What earlier reports said, beside the section being written."""
