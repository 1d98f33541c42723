"""Addresses of the rooms of `scoring`."""

public: list = []
portal: list = []
evaluation: list = []
staff: list = []
