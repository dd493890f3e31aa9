"""What a report is: plain frozen data and pure functions of it. No Qt, no SQL, no Word."""
