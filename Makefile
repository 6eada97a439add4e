# Each target needs nothing before it: what is missing is installed first, once. `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help compiled install run serve test drill lint bench lock clean

VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/.done
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Only wheels whose hashes are locked: nothing else is fetched and nothing is built on the way.
INSTALL_LOCKED := $(PIP) install --require-hashes --only-binary :all:
WORKERS := -n auto --maxprocesses 8 --dist loadgroup
NO_PACKAGES := { echo '依赖没有装上（原因见上）。办法：检查网络，或用 PIP_INDEX_URL 指明可用的 PyPI 镜像，再执行一次。' >&2; exit 1; }

help:  ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

install: compiled  ## 在 .venv 中安装安责（得到 .venv/bin/anze）
	@echo '已安装：$(BIN)/anze'

run: compiled  ## 演示：造出虚构的清远全市数据（只造一次），打开网站
	@$(BIN)/anze demo --keep
	@exec $(BIN)/anze serve --demo

serve: compiled  ## 用真实数据打开网站，数据在 ./var
	@exec $(BIN)/anze serve

# Everything on SQLite first, then what touches the database again on PostgreSQL. The last line is pytest's.
test: lint  ## 静态检查和全部测试（SQLite，再 PostgreSQL）
	@scripts/find-browser
	@$(BIN)/pytest $(WORKERS)
	@echo 'PostgreSQL：'
	@ANZE_TEST_DB=postgresql $(BIN)/pytest $(WORKERS) tests/apps tests/journeys tests/project/test_backup.py

drill: $(DONE)/dev  ## 安全承诺的全套演练（很久）
	@scripts/find-browser
	@$(BIN)/pytest -m drill
	@ANZE_TEST_DB=postgresql $(BIN)/pytest -m drill

lint: $(DONE)/dev  ## 静态检查：写法、类型、分层、模板、依赖锁
	@BIN=$(BIN) scripts/lint

bench: $(DONE)/bench  ## 性能基准：与同类引擎轮流比较
	@$(BIN)/python -m bench

lock: $(DONE)/lock  ## 按 requirements/*.in 重新锁定依赖
	@for set in build base dev bench lock; do \
	    $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header \
	        requirements/$$set.in -o requirements/$$set.txt || exit 1; done

clean:  ## 删除安装和生成的一切
	rm -rf $(VENV) out build anze.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find anze tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@python=$$(scripts/find-python) && $$python -m venv --clear $(VENV)

# Compiled here, once: a site that may not write to its own folder would compile a thousand modules at every start.
compiled: $(DONE)/base
	@$(BIN)/python -m compileall -q anze

$(DONE)/base: requirements/build.txt requirements/base.txt pyproject.toml $(BIN)/python
	@mkdir -p $(DONE)
	@echo '正在安装运行所需的依赖……'
	@$(INSTALL_LOCKED) -r requirements/build.txt -r requirements/base.txt || $(NO_PACKAGES)
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(DONE)/dev $(DONE)/bench $(DONE)/lock: $(DONE)/%: requirements/%.txt $(DONE)/base
	@echo '正在安装 $* 所需的依赖……'
	@$(INSTALL_LOCKED) -r $< || $(NO_PACKAGES)
	@touch $@
