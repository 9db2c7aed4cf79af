# make run    the station with four simulated people; prints its address
# make test   everything: style, build, tests, scripts, browser (what CI runs)
# Both install what is missing first. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# One configuration for running and testing, so that nothing is built twice.
CONFIGURATION := -c release -Xswiftc -enable-testing
BINARIES = $$(swift build $(CONFIGURATION) --show-bin-path)
SOURCES := Package.swift Sources Devices Simulators Tests
ROUNDS ?= 100
SECONDS ?= 60

export CONFIGURATION

.PHONY: help run test install lint format bench bench-peers bench-archive fuzz test-usb kill9 clean

help:
	@echo 'make run      the station with four simulated people at http://127.0.0.1:8440/'
	@echo 'make test     style, build, tests, scripts and browser: everything CI runs'
	@echo 'make install  only the system packages and Python tools that tests need'
	@echo 'make lint     the style check; make format puts right what it can'
	@echo 'make bench    the speed of each kernel on this machine'
	@echo 'make bench-peers  the signal kernels beside the public tools'
	@echo 'make bench-archive  pages and appends on one year of a busy site and on ten'
	@echo 'make fuzz     every decoder under libFuzzer, SECONDS=$(SECONDS) each'
	@echo 'make test-usb a guest with real USB drivers: plug, read, pull'
	@echo 'make kill9    kill -9 of the station, ROUNDS=$(ROUNDS) times'
	@echo 'make clean    removes what was built; spotter-data stays'

run:
	@.ci/install run
	@swift build $(CONFIGURATION) --product spotter
	@exec "$(BINARIES)/spotter" serve --simulate 4 --data ./spotter-data

test:
	@.ci/test

install:
	@.ci/install run test

lint:
	@swift format lint --strict --parallel --recursive $(SOURCES)

format:
	@swift format --in-place --parallel --recursive $(SOURCES)

bench:
	@.ci/install run
	@swift build $(CONFIGURATION) --product spotter
	@swift build $(CONFIGURATION) --product spotter-sim
	@"$(BINARIES)/spotter" bench
	@Tests/Benchmarks/compare "$(BINARIES)"

bench-peers:
	@.ci/install run
	@swift build $(CONFIGURATION) --product spotter
	@Tests/Benchmarks/compare_signals "$(BINARIES)"

bench-archive:
	@.ci/install run
	@swift build $(CONFIGURATION) --product spotter
	@swift build $(CONFIGURATION) --product archive-maker
	@Tests/Benchmarks/archive "$(BINARIES)"

fuzz:
	@.ci/install run test
	@swift build $(CONFIGURATION) --product spotter-sim
	@SECONDS_EACH=$(SECONDS) Tests/Fuzz/run "$(BINARIES)"

test-usb:
	@.ci/install run usb
	@swift build $(CONFIGURATION) --product spotter
	@swift build $(CONFIGURATION) --product spotter-sim
	@Tests/usb/run "$(BINARIES)"

kill9:
	@.ci/install run
	@swift build $(CONFIGURATION) --product spotter
	@swift build $(CONFIGURATION) --product spotter-sim
	@ROUNDS=$(ROUNDS) Tests/kill9/run "$(BINARIES)"

clean:
	@rm -rf .build .build-fuzz .venv
