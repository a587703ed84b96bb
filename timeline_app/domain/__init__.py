"""What is true: records, datings, attribution and edits. No Qt, no SQL, no pixels."""
