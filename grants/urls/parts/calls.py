"""Addresses of the rooms of `calls`."""

public: list = []
portal: list = []
evaluation: list = []
staff: list = []
