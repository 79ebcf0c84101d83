"""What may be asked of each list: the one truth for the office's lists, reports and exports.

A FilterSet names its filters one by one.  What a filter offers is narrowed to what its reader
may see; a value outside that is refused like one that never was.
"""
