"""The plain way beside ours: the stock list counts everything, skips rows and scans for words."""


def compare() -> None:
    return None
