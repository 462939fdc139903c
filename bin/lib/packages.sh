# Debian packages: which are missing, and installing them where that is allowed.

# What a fresh Debian 12 with the Swift toolchain unpacked still lacks to build this package.
BUILD_PACKAGES=(libncursesw5-dev libyaml-dev zlib1g-dev g++ git ca-certificates libcurl4 libsqlite3-0 libxml2 tzdata)

# missing_packages PACKAGE…: those that are not installed, one a line; none where there is no dpkg to ask
missing_packages() {
  local package
  command -v dpkg-query >/dev/null || return 0
  for package; do
    [[ $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) == *"ok installed" ]] || printf '%s\n' "$package"
  done
}

# ensure_packages PACKAGE…: installs what is missing, as root or with a sudo that asks nothing; else prints the line
# to run and fails
ensure_packages() {
  local missing sudo=() log
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  if [[ -n ${SLURM_SB_LAUNCHER_DRY_RUN:-} ]]; then
    printf 'install: %s\n' "${missing[*]}"
    return 0
  fi
  if [[ $(id -u) != 0 ]]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      sudo=(sudo -n)
    else
      printf 'Packages are missing, and installing them takes root. Run this, then try again:\n' >&2
      printf '  sudo apt-get install -y %s\n' "${missing[*]}" >&2
      return 1
    fi
  fi
  printf 'Installing %s…\n' "${missing[*]}" >&2
  log=$(mktemp)
  "${sudo[@]}" timeout --foreground 120 apt-get update -qq >"$log" 2>&1 </dev/null ||
    printf 'apt-get update failed; trying with the lists at hand.\n' >&2
  if ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    timeout --foreground 600 apt-get install -y -qq --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    printf 'Could not install them. Run this, then try again:\n  apt-get install -y %s\n' "${missing[*]}" >&2
    return 1
  fi
  rm -f "$log"
}
