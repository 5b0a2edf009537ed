# make demo     准备环境,分析随附样例,最后一行是对比报告的路径 / set up, analyse the samples, print the report's path
# make test     准备环境,跑全部检查与测试 / set up, run every check and test
# make docs     文档网站,生成到 site/ / the documentation site, into site/
# make viewers  （Debian、Ubuntu，需管理员权限）装上测试要用的浏览器、LibreOffice 与中文字体 / what the tests open pages and office files with
# make bench    各环节速度,以 jieba.lcut 为 1 / speed of each stage as a ratio to jieba.lcut

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test check docs bench viewers clean
.DEFAULT_GOAL := demo

$(READY): pyproject.toml constraints.txt $(wildcard nlp/kernel/*.[ch])
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

demo: $(READY)
	$(BIN)/gongkai analyze corpora/samples -o out/demo

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check
	$(BIN)/python -m pytest -n auto

docs: $(READY)
	$(BIN)/mkdocs build --strict --quiet

bench: $(READY)
	$(BIN)/python -m benchmarks

viewers:
	@which chromium soffice pdftotext >/dev/null && fc-list :lang=zh | grep -q . || \
	{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	  chromium libreoffice-writer libreoffice-calc poppler-utils fontconfig fonts-noto-cjk; }

clean:
	rm -rf $(VENV) out site dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
