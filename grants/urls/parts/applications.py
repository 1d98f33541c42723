"""Addresses of the rooms of `applications`."""

public: list = []
portal: list = []
evaluation: list = []
staff: list = []
