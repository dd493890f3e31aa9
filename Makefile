# make run · make test · make bench · make soak · make pictures · make build · make clean
# The first of them makes .venv; nothing is installed outside this folder.
PYTHON ?= python3
DEMO ?= demo

BIN := .venv/bin
RUN := .venv/installed
DEV := .venv/installed-dev

.PHONY: run test bench soak pictures build clean

run: $(RUN)
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "Máy này không có màn hình nên không mở được cửa sổ; đang xuất báo cáo mẫu vào thư mục $(DEMO)/."; \
	  $(BIN)/danvan demo $(DEMO); \
	else \
	  $(BIN)/danvan; \
	fi

test: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -m "not soak"

bench: $(DEV)
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/bench_leftovers.py
	$(BIN)/python tests/bench/bench_heldout.py

soak: $(DEV)
	$(BIN)/python tests/soak/soak.py

# Every picture of the guide anew; Linux, with Xvfb, xdotool, openbox, ImageMagick and a C compiler.
pictures: $(DEV)
	$(BIN)/python tests/whole_job/pictures.py

build: $(DEV)
	$(BIN)/pyinstaller --noconfirm --clean --log-level WARN build.spec
	dist/danvan/danvan --self-test

clean:
	rm -rf .venv build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Cần Python 3.11 trở lên; hãy cài bản mới rồi chạy lại, hoặc: make PYTHON=python3.11 ..."; \
	  echo "Python 3.11 or newer is needed; install one and run this again, or: make PYTHON=python3.11 ..."; \
	  exit 1; }
	$(PYTHON) -m venv .venv

$(RUN): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -qq -e .
	@touch $@

$(DEV): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -qq -e '.[dev]'
	@touch $@ $(RUN)
