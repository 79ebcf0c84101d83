"""The past of accounts and grants lives here, in models that `audit.accounts` asks for."""

from audit import accounts

accounts.keep()
