"""Addresses of the rooms of `money`."""

public: list = []
portal: list = []
evaluation: list = []
staff: list = []
