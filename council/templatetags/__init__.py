"""Words of the templates of the app `council`."""
