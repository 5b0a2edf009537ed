"""The chapters of a brief (各章): each looks at one question and returns a section, or None where it has nothing to say."""
