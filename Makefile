# Every target makes the virtual environment first, from the locked and hashed requirements alone.
PYTHON ?= python3
BIN := .venv/bin
# Most of a story is waiting: two workers a core keep the cores busy.
WORKERS ?= $(shell expr 2 \* $$(nproc))

# A test starts hundreds of processes; none of them should compile anew what the last one did.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install demo test prove every sbom audit test-page pictures rights chromium lint bench lock clean

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	@echo "Skapar den virtuella miljön i .venv (någon minut första gången) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --require-hashes --no-deps --progress-bar on -r requirements.lock
	@$(BIN)/python -m pip install --no-deps --no-build-isolation --no-index -qq -e .
	@touch $@
	@echo "Klart: $(BIN)/samverkansbot"

# Where nobody sits at a terminal to end the page with Ctrl-C, the story is played once and judged.
# With set -m the Ctrl-C reaches the demo alone, which ends well by it; make would call it an error.
demo: install
	@if [ -t 0 ] && [ -t 1 ]; then set -m; $(BIN)/samverkansbot demo; else $(BIN)/samverkansbot demo --once; fi

test: install
	@$(BIN)/python -m pytest -n $(WORKERS) --dist load --maxschedchunk 1

# What is promised, tried at length; its figures go into docs/reliability.md.
PROOFS := tests/trust tests/bot/test_splitting.py tests/bot/test_language.py tests/handlers/chat/test_rights.py \
	tests/storage/test_inbox.py tests/storage/test_at_once.py tests/storage/test_sealing.py \
	tests/storage/test_upgrading.py tests/handlers/chat/test_two_arenas.py tests/handlers/rounds/test_calendar_faults.py \
	tests/stories/test_faults.py tests/stories/test_health.py \
	tests/stories/test_kills.py tests/stories/test_kills_outlook.py tests/stories/test_replicas.py \
	tests/stories/test_disk.py tests/stories/test_spoilt.py tests/stories/test_backup_at_work.py \
	tests/stories/test_kept_releases.py tests/stories/test_webhook.py \
	tests/handlers/web/test_webhook.py tests/years
# The years keep a core busy for as long as they last. The others share what is left: they give way by `nice`.
prove: install
	@$(BIN)/python -m pytest --every --figures build/figures.json --durations 40 -n $$(expr $$(nproc) + 1) --dist load --maxschedchunk 1 $(PROOFS)
	@$(BIN)/python -m tests.reliability build/figures.json

# Everything without sampling: killed at every edge, and every test on both databases. It takes half an hour.
every: install
	@$(BIN)/python -m pytest --every --on-both -n $(WORKERS) --dist load --maxschedchunk 1

# What the program is made of, as CycloneDX, and whether any of it is known to be unsafe.
sbom: install .audit/installed
	@$(BIN)/python -m tests.supplychain sbom build/sbom.cdx.json

audit: install .audit/installed
	@$(BIN)/python -m tests.supplychain audit

.audit/installed: audit.lock
	@test -x .audit/bin/python || $(PYTHON) -m venv .audit
	@.audit/bin/python -m pip install --require-hashes --no-deps --quiet -r audit.lock
	@touch $@

# The browser is Debian's own; CHROMIUM=/path names another.
CHROMIUM ?= /usr/bin/chromium
test-page: install chromium
	@CHROMIUM=$(CHROMIUM) $(BIN)/python -m pytest tests/page -n 3 --dist loadfile

# Those of the README and the guide, from the page; the same program gives the same pictures.
pictures: install chromium
	@CHROMIUM=$(CHROMIUM) $(BIN)/python -m tests.page.pictures

# Who may do what, in Swedish, from the table that the tests ask.
rights: install
	@$(BIN)/python -m tests.handlers.rightspage

chromium:
	@test -x $(CHROMIUM) \
		|| { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; } \
		|| { echo "Installera Chromium först: sudo apt-get install chromium"; exit 1; }

lint: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/deptry .

bench: install
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -W ignore -m tests.bench.outlook
	@$(BIN)/python -W ignore -m tests.bench.thousand

# uv resolves for every supported Python at once; it is needed only by whoever changes a dependency.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock
	uv pip compile --group audit --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate -o audit.lock

clean:
	rm -rf .venv .audit build *.egg-info .mypy_cache .ruff_cache .pytest_cache
