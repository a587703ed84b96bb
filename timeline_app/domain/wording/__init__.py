"""How news writes dates: words to EDTF through a small grammar whose words are tables.

A text becomes tokens of one letter each (`tokens`), shapes of those letters are reduced to found
dates by rules (`grammar`), and what is left over decides whether the answer may be trusted
(`guards`). Words, shapes and sentences of a language live in one table (`english`).
"""
