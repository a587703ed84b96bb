"""Wordings and short sentences as news writes them, each worked out by hand with a calendar.

28 January 2026 is a Wednesday; the week before runs from Monday 19 to Sunday 25 January.
"""

from __future__ import annotations

import pytest

from tests.domain.wording.anchors import edtf_of

READ = {
    # days and dates
    "January 27, 2026": "2026-01-27",
    "27 January 2026": "2026-01-27",
    "27th of January, 2026": "2026-01-27",
    "27-Jan-2026": "2026-01-27",
    "2 may 2024": "2024-05-02",
    "Oct. 8, 2022": "2022-10-08",
    "Sun, 08 Dec 2024": "2024-12-08",
    "Tuesday, January 27, 2026": "2026-01-27",
    "28/01/2022": "2022-01-28",
    "2022.01.28": "2022-01-28",
    "the eighth of December": "2025-12-08",
    "the twenty-first of December": "2025-12-21",
    # a part of the day before or after which something was is on that day
    "before dawn on Sunday": "2026-01-25",
    "shortly before midnight on Tuesday": "2026-01-27",
    "just after noon on 26 January": "2026-01-26",
    "The truce began after midnight on 18 January 2026": "2026-01-18",
    "Jan/Feb 2026": "2026-01/2026-02",
    # months, seasons, years and longer
    "in December 2024": "2024-12",
    "in December": "2025-12",
    "last December": "2025-12",
    "December last year": "2025-12",
    "5 March last year": "2025-03-05",
    "spring 2024": "2024-21",
    "in the fall of 2024": "2024-23",
    "last summer": "2025-22",
    "second quarter of 2024": "2024-34",
    "Q2 2024": "2024-34",
    "first half of 2024": "2024-40",
    "the second half of last year": "2025-41",
    "in the first half of January": "2026-01-01/2026-01-15",
    "44 BC": "-0043",
    "AD 79": "0079",
    "the 1990s": "199X",
    "19th century": "18XX",
    "last year": "2025",
    "this month": "2026-01",
    "next month": "2026-02",
    "last week": "2026-01-19/2026-01-25",
    "this week": "2026-01-26/2026-02-01",
    "last decade": "201X",
    # early, middle, late
    "late 2024": "2024-09/2024-12",
    "early 2024": "2024-01/2024-04",
    "mid-2019": "2019-05/2019-08",
    "late last year": "2025-09/2025-12",
    "early January 2026": "2026-01-01/2026-01-10",
    "mid-November 2019": "2019-11-11/2019-11-20",
    "late February 2024": "2024-02-21/2024-02-29",
    "early 1990s": "1990/1993",
    "late 19th century": "1867/1899",
    "earlier this month": "2026-01-01/2026-01-28",
    "later this week": "2026-01-28/2026-02-01",
    # near days and parts of days
    "yesterday": "2026-01-27",
    "tonight": "2026-01-28",
    "this morning": "2026-01-28",
    "last night": "2026-01-27",
    "overnight": "2026-01-27/2026-01-28",
    "the day before yesterday": "2026-01-26",
    "the day after tomorrow": "2026-01-30",
    "the night of 19 to 20 January": "2026-01-19/2026-01-20",
    "the night of 19 to 20 January 2026": "2026-01-19/2026-01-20",
    # weekdays
    "on Tuesday": "2026-01-27",
    "on Wednesday": "2026-01-28",
    "Friday": "2026-01-23",
    "late on Tuesday": "2026-01-27",
    "last Friday": "2026-01-23",
    "last Wednesday": "2026-01-21",
    "this past Monday": "2026-01-26",
    "this Friday": "2026-01-30",
    "next Friday": "2026-01-30",
    "Friday last week": "2026-01-23",
    "on Monday of this week": "2026-01-26",
    # counting
    "five or six days ago": "[2026-01-22,2026-01-23]",
    "five to six days ago": "[2026-01-22,2026-01-23]",
    "between five and six days ago": "[2026-01-22,2026-01-23]",
    "three to six days ago": "[2026-01-22..2026-01-25]",
    "3 days ago": "2026-01-25",
    "two weeks ago": "2026-01-14~",
    "three months ago": "2025-10",
    "two years ago": "2024",
    "a decade ago": "2016~",
    "half a year ago": "2025-07~",
    "half a century ago": "1976~",
    "a year ago today": "2025-01-28",
    "about five days ago": "2026-01-23~",
    "more than two years ago": "[..2024]",
    "a few days ago": "[2026-01-23~..2026-01-25~]",
    "a couple of months ago": "[2025-10~..2025-11~]",
    "past two days": "2026-01-26/2026-01-28",
    "over the past two days": "2026-01-26/2026-01-28",
    "in the last three weeks": "2026-01-07/2026-01-28",
    "over the past year": "2025-01~/2026-01-28",
    "in recent days": "2026-01-25~/2026-01-28",
    "within three days": "2026-01-28/2026-01-31",
    "in three days": "2026-01-31",
    "three days from now": "2026-01-31",
    # joined
    "since 2019": "2019/..",
    "2019 onwards": "2019/..",
    "since Monday": "2026-01-26/..",
    "until 2019": "../2019",
    "until the end of 2025": "../2025",
    "as of 21 January 2026": "../2026-01-21",
    "before 2019": "[..2018]",
    "after 15 March 2025": "[2025-03-16..]",
    "on or after 15 March 2025": "[2025-03-15..]",
    "by the end of 2024": "[..2024]",
    "15 March 2025 or earlier": "[..2025-03-15]",
    "around 2015": "2015~",
    "possibly in 2015": "2015?",
    "at the end of 2024": "2024-12~",
    "from 2011 to 2024": "2011/2024",
    "2011–2024": "2011/2024",
    "between 14 and 16 November 2019": "2019-11-14/2019-11-16",
    "14-16 November 2019": "2019-11-14/2019-11-16",
    "from 14 November to 16 December 2019": "2019-11-14/2019-12-16",
    "Nov. 27-Dec. 8, 2024": "2024-11-27/2024-12-08",
    "November to March 2020": "2019-11/2020-03",
    "from Monday to Wednesday": "2026-01-26/2026-01-28",
    "on 21 or 22 January": "[2026-01-21,2026-01-22]",
    "in 2015 or 2016": "[2015,2016]",
    "on Monday and Tuesday": "{2026-01-26,2026-01-27}",
    "the week of January 19": "2026-01-19/2026-01-25",
    "two days after 8 December 2024": "2024-12-10",
    # other calendars
    "1441 AH": "2019-08-30/2020-08-20",
    "12 Rajab 1447": "2025-12-31/2026-01-02",
    "22 Bahman 1357": "1979-02-10/1979-02-12",
    # clock times
    "January 28, 2026 02:35 PM GMT+03:00": "2026-01-28T14:35:00+03:00",
    "27 January 2026, 14:35 (GMT+3)": "2026-01-27T14:35:00+03:00",
    "between 10:00 and 12:00 on 20 January 2026": "2026-01-20",
    "no earlier than 28 January 2026": "[2026-01-28..]",
    "at 6 a.m. on Tuesday": "2026-01-27T06:00:00",
    "at 1800 GMT on Tuesday": "2026-01-27T18:00:00Z",
    "at 2 pm Damascus time on 18 November 2019": "2019-11-18T14:00:00+02:00",
    "at 2 pm Damascus time on 27 January 2026": "2026-01-27T14:00:00+03:00",
    "yesterday at 17:00 local time": "2026-01-27T17:00:00",
    "at around 3 a.m. on Tuesday": "2026-01-27",
    # sentences
    "Russia stationed forces at the airport since 2019, a small deployment": "2019/..",
    "Forces began leaving five or six days ago, by cargo plane": "[2026-01-22,2026-01-23]",
    "The visit is expected on Wednesday": "2026-01-28",
    "A delegation will arrive in Damascus on Monday": "2026-02-02",
    "The ministry said in a statement late Monday": "2026-01-26",
    "Russia will withdraw its forces, the minister said on Monday.": "2026-01-26",
    "The offensive in late 2024 but not later": "2024-09/2024-12",
    "He has held power since last December": "2025-12/..",
    "Elections are due in March.": "2026-03",
    "In December Russia sent a delegation": "2025-12",
    "Mehr News Agency reported on Tuesday": "2026-01-27",
    "Elections were held in March.": "2025-03",
    "The meeting that Theresa May attended on Tuesday": "2026-01-27",
    "Resolution 2254 was adopted in December 2015.": "2015-12",
    "Since Monday, 27 people have been killed": "2026-01-26/..",
}

NOT_READ = """
the government might ask them to leave
27 people were killed
Route 66
a second base
they may ask
in may
troops march on the town
the fall of Damascus
after the March offensive
every Friday
on Fridays
Friday prayers
Black Friday
Sunday Times reported
The Sun reported
the October 7 attacks
the 2003 invasion
the 2011-2024 war
Russia deployed 2000 soldiers
about 2000 Russian soldiers left
between 5 and 10 people
in January 27 people were killed
for two years
14 years of war
a two-day visit
the third attack in two weeks
years ago
three or more days ago
on 3, 4 and 5 March 2025
the first week of January
midnight on Tuesday
overnight on Tuesday
a week from Tuesday
until his death in 2000
13 years after the uprising began in 2011
before his fall in December 2024
never on Sunday
this time last year
the week ending 25 January
at the end of last week
the second in three days
either way
on a Tuesday
on Wednesday the 21st
1st century BC
late 20th and early 21st century
in the 1900s
a bombing in Mar Elias church
by April Ryan
Rajab Safarov said
at 9 a.m. EST on 27 January 2026
Tuesday at the earliest
9/11
24/7
8/12/24
2026-01-26/27
26/27 January 2026
the night of 26/27 January 2026
5/6 days ago
page 2019
Monday, January 27, 2026
30 February 2024
""".strip().splitlines()


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_a_wording_is_read_exactly(text, expected):
    assert edtf_of(text) == expected


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_date_or_not_surely_one_is_not_read(text):
    assert edtf_of(text) is None
