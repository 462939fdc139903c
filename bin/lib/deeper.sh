# What bin/test does by hand alone: each of these builds everything anew, beside the ordinary build.

# What poller and interface do at the same time: the poller's threads, several processes, the interface with the poller
# inside, in a real terminal.
THREADS='GoldenFixtureTests|TwoClustersTests|LiveTests|RealTerminalTests.PollingTests'
# What reads bytes from outside, with its fuzzing.
DECODERS='SacctTests|BloomFilterTests|StorageTests|SettingsTests|FuzzTests'
# What runs in the test process, so that it is counted.
IN_PROCESS='ScoreboardTests|BloomFilterTests|SacctTests|StorageTests|PollerTests|SettingsTests|GeneratorTests|TerminalKitTests|ScoreboardUITests|CursesTerminalTests|FuzzTests'

# The program behind a script, since the tests give it an environment of their own.
#
# sanitized_program BINARY REPORTS: prints the script's path
sanitized_program() {
  local script=$2/slurm-sb-tui
  mkdir -p "$2"
  cat >"$script" <<SCRIPT
#!/bin/sh
TSAN_OPTIONS="log_path=$2/race exitcode=66 suppressions=$project/bin/lib/not-races.txt" exec '$1' "\$@"
SCRIPT
  chmod 755 "$2" "$script"
  printf '%s' "$script"
}

no_races() {
  ! cat "$1"/race.* 2>/dev/null | grep .
}

sanitize() {
  local result=0 program
  export TMPDIR=$scratch SWIFT_BACKTRACE=enable=no
  part "Build of the tests" 1500 swift build --build-tests || return 1
  part "Build for the thread sanitizer" 1500 \
    swift build --sanitize=thread --product slurm-sb-tui --scratch-path .build/thread || return 1
  program=$(sanitized_program "$project/.build/thread/debug/slurm-sb-tui" "$scratch/races")
  SLURM_SB_BINARY=$program part "Poller and interface under the thread sanitizer" 1800 \
    swift test --skip-build --ignore-lock --filter "$THREADS" || result=1
  part "No races" 10 no_races "$scratch/races" || result=1
  part "Build for the address sanitizer" 2400 \
    swift build --build-tests --sanitize=address --scratch-path .build/address || return 1
  ASAN_OPTIONS=detect_leaks=0 part "Scanner and decoders under the address sanitizer" 1800 \
    swift test --skip-build --ignore-lock --sanitize=address --scratch-path .build/address --filter "$DECODERS" ||
    result=1
  return $result
}

coverage() {
  local result=0 profile
  export TMPDIR=$scratch
  part "Build for coverage" 2400 \
    swift build --build-tests --enable-code-coverage --scratch-path .build/coverage || return 1
  part "Tests that run in their own process" 1800 \
    swift test --skip-build --ignore-lock --enable-code-coverage --scratch-path .build/coverage \
    --filter "$IN_PROCESS" || result=1
  profile=$(swift test --show-codecov-path --scratch-path .build/coverage)
  part "Coverage" 60 python3 bin/lib/coverage.py "$profile" || result=1
  return $result
}
