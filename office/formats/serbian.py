"""Dates and numbers as offices here write them: 22. novembra 2026., 1.234.567,50; no line ends after “22.”."""

DATE_FORMAT = "j.\u00a0E Y."
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j.\u00a0E Y. H:i"
YEAR_MONTH_FORMAT = "F Y."
MONTH_DAY_FORMAT = "j.\u00a0E"
SHORT_DATE_FORMAT = "d.m.Y."
SHORT_DATETIME_FORMAT = "d.m.Y. H:i"
FIRST_DAY_OF_WEEK = 1
# The first one is how a date stands in a field: browsers want it so in <input type="date">.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%Y", "%d. %m. %Y.", "%d. %m. %Y", "%d/%m/%Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M"]
DATETIME_INPUT_FORMATS = [
    "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S",
    "%d.%m.%Y. %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y.", "%d.%m.%Y", "%Y-%m-%d",
]  # fmt: skip
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
