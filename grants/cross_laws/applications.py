"""Laws across rows in the rooms of `applications`, checked by `manage.py check_office`."""
