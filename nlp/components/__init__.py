"""The functions of this package in spaCy's clothes, nothing more.

spaCy imports whatever registers a factory as soon as any pipeline is made, so nothing here is imported at the top.
"""
