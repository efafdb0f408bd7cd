.DEFAULT_GOAL := help
.PHONY: help setup demo test campaign bench lint lock translations screenshots package clean

RUN := .venv/bin
export PYTHONDONTWRITEBYTECODE :=

help: ## Say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Install what is missing: system packages, and a locked virtual environment with rokhas-desktop
	@sh tools/setup.sh

demo: setup ## The main job on the reference platform: sign, return, show; opens the window where there is a display
	@$(RUN)/rokhas-desktop demo --out demo-out

test: setup ## The whole suite
	@$(RUN)/python -m pytest -n 2 --dist worksteal

campaign: setup ## Long runs, whose figures are kept in docs/campaigns.md
	@ROKHAS_TEST_CYCLES=100 ROKHAS_TEST_WARD=all ROKHAS_TEST_ZOO=all ROKHAS_TEST_FUZZ=5000 ROKHAS_TEST_SPARSE=2100 ROKHAS_TEST_BATCH=50 ROKHAS_TEST_LARGE=1 ROKHAS_TEST_BOOK=50000 ROKHAS_TEST_FLOW=40 ROKHAS_TEST_KILLS=500 ROKHAS_TEST_POWER=150 ROKHAS_TEST_FULL=60 ROKHAS_TEST_LINE=1 ROKHAS_TEST_CONTRACT=600 ROKHAS_TEST_STATE=600 ROKHAS_TEST_REQUESTS=60 $(RUN)/python -m pytest -s -o timeout=900 tests/cli/test_token.py tests/desk/test_faults.py tests/zoo tests/signing_room/test_large.py tests/signing_room/test_gigabyte.py tests/ui/test_book.py tests/ui/test_whole_flow.py tests/kill tests/line tests/hostile tests/sandbox/test_fuzz.py tests/ward

bench: setup ## Measure each figure beside its peer; keeps the record and writes docs/performance.md
	@$(RUN)/python -m bench --publish

lint: setup ## Only the checks that need nothing to run
	@$(RUN)/python -m pytest tests/house

lock: ## Resolve the dependencies anew into requirements.lock (needs a network)
	@$(RUN)/python tools/lock.py

translations: setup ## Collect the window's texts and compile them
	@$(RUN)/python tools/translations.py

screenshots: setup ## Draw the pictures of docs/ again from the real windows
	@$(RUN)/python tools/screenshots.py

package: setup ## Build dist/rokhas-desktop, which needs no Python
	@$(RUN)/python -m PyInstaller --noconfirm --clean --log-level WARN pyinstaller.spec

clean: ## Remove what was built
	@rm -rf build dist demo-out .venv
