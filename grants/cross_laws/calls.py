"""Laws across rows in the rooms of `calls`, checked by `manage.py check_office`."""
