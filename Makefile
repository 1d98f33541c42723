# Two commands are enough on a fresh machine: `make demo` and `make test`.
# PORT=8001 make demo serves elsewhere; CHROMIUM=/path make test takes that browser.
SHELL := /bin/sh
PORT ?= 8000
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test install install-demo check fix bench draw catalogs stop python

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: install-demo ## install, fill with a demo year and serve at http://127.0.0.1:$PORT (Ctrl-C ends)
	@exec $(VENV)/python -m office.starter

demo-reset: python ## forget the demo's data; the next `make demo` starts anew
	@$(PYTHON) -I office/install.py reset

test: install ## install and run all tests (ARGS= for pytest)
	@$(VENV)/python -m pytest -n 2 --dist worksteal $(ARGS)

install: python ## everything for work: portal, development tools, front-end files
	@$(PYTHON) -I office/install.py all

install-demo: python
	@$(PYTHON) -I office/install.py demo

check: install ## style, types, templates, catalogs, diagrams
	@$(VENV)/ruff check . && $(VENV)/ruff format --check .
	@$(VENV)/mypy
	@$(VENV)/djlint templates --lint --quiet
	@$(VENV)/python manage.py check
	@$(VENV)/python manage.py makemigrations --check --dry-run
	@$(VENV)/python manage.py derive_catalogs --check
	@$(VENV)/python manage.py draw_states --check
	@$(VENV)/python manage.py draw_law --check

fix: install ## repair style
	@$(VENV)/ruff check --fix . ; $(VENV)/ruff format .

bench: install ## the performance workloads, one JSON line each
	@$(VENV)/python bench/run.py $(ARGS)

draw: install ## write the diagrams of the workflows and the pages of the law into docs
	@$(VENV)/python manage.py draw_states
	@$(VENV)/python manage.py draw_law

catalogs: install ## derive and compile the language catalogs
	@$(VENV)/python manage.py derive_catalogs

stop: python ## end everything this checkout has running
	@$(PYTHON) -I office/install.py stop

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Type: apt-get install python3 python3-venv (or PYTHON=/path/to/python3.11 make demo)"; exit 1; }
