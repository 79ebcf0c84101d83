"""The past of accounts and grants lives here; see `audit.accounts`."""
