"""The Extended Date/Time Format: text to parts, parts to bounds.

Sources, cited in this package by section name: *LoC* is the Library of Congress "Extended
Date/Time Format (EDTF) Specification" of 4 February 2019; *ISO* is ISO 8601-1:2019 and
ISO 8601-2:2019, of which LoC levels 0, 1 and 2 are a profile.
"""
