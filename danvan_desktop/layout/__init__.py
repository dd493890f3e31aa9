"""Report, outline and format profile → blocks, the one language between a report and a document."""
