"""The page the open report stands on: written, read, or looked back at."""
