"""What Insights says, one finding a file; overview.py reads them all in one transaction.  Leads and admins."""
