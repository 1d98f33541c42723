"""Addresses of the rooms around evaluators."""

public: list = []
portal: list = []
evaluation: list = []
staff: list = []
