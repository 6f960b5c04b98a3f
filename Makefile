# Lev from two commands: `make run` and `make test`. Everything installed stays in this folder.
SHELL := /bin/bash
PATHS := $(HOME)/.pyenv/versions
# Interpreters kept by pyenv are not on the PATH by themselves; uv finds them there, and fetches what is missing.
export PATH := $(shell for bin in $(PATHS)/3.1[0-9]*/bin; do [ -d "$$bin" ] && printf '%s:' "$$bin"; done)$(PATH)
PY := .venv/bin/python
UV := .uv/bin/uv
# What it ends with is read from its answer: it ends well, too, when it could look nothing up.
HOLES := .venv-audit/bin/pip-audit --require-hashes --disable-pip --progress-spinner off --format json
# What the newest packages that fit would be, without touching the pins.
NEWEST := $(UV) pip compile --quiet --no-header --no-emit-index-url --upgrade
# What was read and is none stands in .secrets.baseline; 3 means that only lines moved, and a copy of it was put right.
LOOK_FOR_SECRETS := .venv-audit/bin/detect-secrets-hook --baseline var/secrets.baseline "$$@" || [ $$? = 3 ]
READ_FOR_SECRETS := ':!requirements' ':!*.npz' ':!*.png' ':!.secrets.baseline'
# Compiled here, once: Rasa is 12,000 files, and where Python may not keep what it compiles every start would do it again (20 s).
INSTALL := $(UV) pip install --quiet --compile-bytecode --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run test check audit check-content preview chaos eval-advice eval-screen train train-screen fuzz release-check chat screen worker bench bench-growth lock install install-dev browser clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 24

run: install ## install, train and start everything; Ctrl-C stops it
	@$(PY) -m bot run

test: install-dev browser ## install what the tests need, run all checks and tests
	@$(MAKE) --no-print-directory check
	@$(PY) -m pytest

check: install-dev ## linters, types, import contracts, content
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-cache
	@$(PY) -m bot check-content

audit: .venv-audit/audit.done ## bandit, secrets, bills of materials (var/sbom*.json), what is behind, known holes; docs/threats.md says what was found
	@.venv-audit/bin/bandit -q -ll -s B104 -r bot channels actions rasa_door
	@mkdir -p var && cp .secrets.baseline var/secrets.baseline
	@git ls-files -z $(READ_FOR_SECRETS) | xargs -0 bash -c '$(LOOK_FOR_SECRETS)' _
	@.venv-audit/bin/cyclonedx-py requirements requirements/app.txt --of JSON -o var/sbom.json
	@.venv-audit/bin/cyclonedx-py requirements requirements/rasa.txt --of JSON -o var/sbom-rasa.json
	@echo "[audit] var/sbom.json lists what Lev runs on, var/sbom-rasa.json what Rasa beside it does (CycloneDX)"
	@rm -f var/newest-*.txt
	@$(NEWEST) --python-version 3.12 requirements/app.in -o var/newest-lev.txt >/dev/null 2>&1 || true
	@$(NEWEST) --python-version 3.10 requirements/rasa.in -o var/newest-rasa.txt >/dev/null 2>&1 || true
	@.venv-audit/bin/python -m bench.release.behind rasa requirements/rasa.txt var/newest-rasa.txt
	@.venv-audit/bin/python -m bench.release.behind lev requirements/app.txt var/newest-lev.txt
	@$(HOLES) -r requirements/app.txt > var/holes-lev.json 2>/dev/null || true
	@$(HOLES) -r requirements/rasa.txt > var/holes-rasa.json 2>/dev/null || true
	@.venv-audit/bin/python -m bench.release.holes var/holes-rasa.json var/holes-lev.json

check-content: install ## check everything under data/; names file and line
	@$(PY) -m bot check-content

preview: install ## write every word at every age on one page, to read and print
	@$(PY) -m bot preview

eval-advice: install-dev ## how often the right words come: three Rasa pipelines and Lev, side by side (TEXTS=folder for real questions)
	@$(PY) -m bench.advice $(if $(TEXTS),--texts $(TEXTS)) $(ARGS)

eval-screen: install-dev ## how well the screen finds and leaves alone, beside its peers; writes docs/screen.md (TEXTS=folder for texts of others)
	@$(PY) -m bench.screen --card docs/screen.md $(if $(TEXTS),--texts $(TEXTS)) $(ARGS)

.PHONY: train-redact
train-redact: install-dev ## teach redaction's recogniser from our own sentences; writes bot/privacy/redact/weights.bin (half a minute)
	@$(PY) -m bench.redact.learn $(ARGS)

.PHONY: eval-redact
eval-redact: install-dev .venv-peers/peers.done ## how well redaction finds names, places and numbers, beside Presidio; writes docs/redaction.md (ARGS=--show)
	@$(PY) -m bench.redact --card docs/redaction.md $(ARGS)

train: install ## train Rasa if its inputs changed
	@$(PY) -m bot train

chat: install ## talk to the running Lev in this terminal
	@$(PY) -m bot chat

screen: install ## read texts from standard input, a line each, and print what the screen finds
	@$(PY) -m bot screen

train-screen: install ## learn the screen's second opinion from data/risk/examples (fixed seed); writes data/risk/second_opinion.npz
	@$(PY) -m bot train-screen

worker: install ## accounts at the desk: make worker ARGS="list"
	@$(PY) -m bot worker $(or $(ARGS),list)

chaos: install-dev ## kill everything while many people write, and count what is lost (CHAOS_MESSAGES, CHAOS_SECONDS, CHAOS_SEED, ARGS="--processes 2")
	@$(PY) -m bench.chaos $(ARGS)

fuzz: install-dev browser ## try every route, parser and form with made-up and hostile input (FUZZ_SECONDS for each, FUZZ_SEED)
	@FUZZ_SECONDS=$(or $(FUZZ_SECONDS),60) $(PY) -m pytest --timeout 0 tests/fuzz tests/browser/test_hostile_crawl.py

release-check: install-dev ## run every gate and print the safety case on one page; fails while anything stops a release (ARGS=--quick)
	@$(PY) -m bench.release $(ARGS)

.PHONY: sign
sign: install ## print the line with which a file or folder is signed as it stands (FILE=data/risk/)
	@$(PY) -m bench.release.sign $(FILE)

.PHONY: secrets-read
secrets-read: .venv-audit/audit.done ## after reading each likely secret that make audit names: note that they are none
	@git ls-files -z $(READ_FOR_SECRETS) | xargs -0 .venv-audit/bin/detect-secrets scan --baseline .secrets.baseline

bench: install-dev ## how fast Lev is beside its peers, in one run; writes docs/benchmarks.md (ARGS="acks chat --seconds 20")
	@$(PY) -m bench.speed $(ARGS)

bench-growth: install-dev ## what grows: stored conversations, open desk pages, Rasas; writes docs/scale.md (ARGS=--million: long)
	@$(PY) -m bench.growth --card docs/scale.md $(ARGS)

install: .venv/app.done .venv-rasa/rasa.done

install-dev: install .venv/dev.done

$(UV): requirements/uv.txt
	@echo "[install] uv, which makes the two environments"
	@rm -rf .uv && python3 -m venv .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/app.done: requirements/app.txt $(UV)
	@echo "[install] Lev's own environment (Python 3.12)"
	@[ -x $(PY) ] || { rm -rf .venv; $(UV) venv --quiet --python 3.12 .venv; }
	@$(INSTALL) --python .venv -r requirements/app.txt
	@touch $@

.venv/dev.done: requirements/dev.txt .venv/app.done
	@echo "[install] what the tests need"
	@$(INSTALL) --python .venv -r requirements/dev.txt
	@touch $@

.venv-audit/audit.done: requirements/audit.txt $(UV)
	@echo "[install] what looks for holes, in an environment of its own"
	@[ -x .venv-audit/bin/python ] || { rm -rf .venv-audit; $(UV) venv --quiet --python 3.12 .venv-audit; }
	@$(INSTALL) --python .venv-audit -r requirements/audit.txt
	@touch $@

.venv-peers/peers.done: requirements/peers.txt $(UV)
	@echo "[install] what redaction is measured beside, in an environment of its own"
	@[ -x .venv-peers/bin/python ] || { rm -rf .venv-peers; $(UV) venv --quiet --python 3.12 .venv-peers; }
	@$(INSTALL) --python .venv-peers -r requirements/peers.txt
	@touch $@

.venv-rasa/rasa.done: requirements/rasa.txt $(UV)
	@echo "[install] stock Rasa's environment (Python 3.10); this is the large one, it takes a minute or two"
	@[ -x .venv-rasa/bin/python ] || { rm -rf .venv-rasa; $(UV) venv --quiet --python 3.10 .venv-rasa; }
	@$(INSTALL) --python .venv-rasa -r requirements/rasa.txt
	@# Plain `rasa test` looks through this whole folder for test stories: those of Rasa's sample project are not ours.
	@rm -f .venv-rasa/lib/python3.10/site-packages/rasa/cli/initial_project/tests/test_stories.yml
	@touch $@

browser: install-dev
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { echo "[install] a browser for the tests"; .venv/bin/playwright install chromium; }

lock: $(UV) ## pin all requirements anew
	@$(UV) pip compile --quiet --no-header --no-emit-index-url --generate-hashes --python-version 3.12 requirements/dev.in -o requirements/dev.txt
	@$(UV) pip compile --quiet --no-header --no-emit-index-url --generate-hashes --python-version 3.12 -c requirements/dev.txt requirements/app.in -o requirements/app.txt
	@$(UV) pip compile --quiet --no-header --no-emit-index-url --generate-hashes --python-version 3.10 requirements/rasa.in -o requirements/rasa.txt
	@$(UV) pip compile --quiet --no-header --no-emit-index-url --generate-hashes --python-version 3.12 requirements/audit.in -o requirements/audit.txt
	@$(UV) pip compile --quiet --no-header --no-emit-index-url --generate-hashes --python-version 3.12 requirements/peers.in -o requirements/peers.txt
	@$(UV) pip compile --quiet --no-header --no-emit-index-url --generate-hashes requirements/uv.in -o requirements/uv.txt

clean: ## remove the environments and caches; var/ stays, it holds what people wrote
	@rm -rf .venv .venv-rasa .venv-audit .venv-peers .uv .mypy_cache .ruff_cache .pytest_cache .hypothesis results
