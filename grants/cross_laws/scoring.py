"""Laws across rows in the rooms of `scoring`, checked by `manage.py check_office`."""
