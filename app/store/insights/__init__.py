"""What Insights counts, one question to the database a file: grouped there, so that a hundred thousand decisions come as a few rows."""
