# Everything a user or a developer does: `make run`, `make test`. Both set themselves up.
# Windows and macOS have the same two through uv: see README.md.
# Qt wants a UTF-8 locale; a bare machine has none set.
ifneq ($(shell locale charmap 2>/dev/null),UTF-8)
export LC_ALL := C.UTF-8
endif
ARGS ?=
# What the tests run under: `make test OFFLINE="unshare -rn"` leaves them without a network.
OFFLINE ?=

.PHONY: run test test-long faults fuzz bench setup setup-test clean

run: setup
	@.venv/bin/coder-sim $(ARGS)

test: setup-test
	@$(OFFLINE) .venv/bin/pytest $(ARGS)

test-long: setup-test
	@$(OFFLINE) .venv/bin/pytest -m "long or window" --timeout 600 $(ARGS)

fuzz: setup-test
	@CODER_SIM_EXAMPLES=10000 .venv/bin/pytest -m "long or not long" --timeout 3600 \
		-k "many or any_bytes or changed_byte or a_cut or flipped_bit" \
		tests/library/test_hostile_files.py tests/library/test_mutated.py \
		tests/packs/test_mutations.py tests/packs/sealing tests/classroom $(ARGS)

faults: setup-test
	@.venv/bin/python -m tests.faults.run $(ARGS)

bench: setup-test
	@.venv/bin/pytest -n0 -m bench --benchmark-only --benchmark-group-by=group $(ARGS)

setup:
	@sh .ci/setup

setup-test:
	@sh .ci/setup --tests

clean:
	rm -rf .venv .cache build dist
