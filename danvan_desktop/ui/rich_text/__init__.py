"""Text of several paragraphs with bold, italic and figures, and its clean way in from other programs."""
