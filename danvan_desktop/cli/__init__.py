"""The `danvan` commands (DESIGN §5): every job of the window without a window."""
