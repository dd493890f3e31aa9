"""The window's side of 'no word is ever lost': looking back, issuing, backups, what a start found."""
