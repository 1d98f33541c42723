"""Laws across rows in the rooms of `money`, checked by `manage.py check_office`."""
