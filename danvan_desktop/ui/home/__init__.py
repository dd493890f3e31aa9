"""The first page: every report, by period, and what can be done with one."""
