"""Words of templates of public money."""
