# The fully static binary: it runs on every Linux of its architecture, whatever C library that has.

# What is linked in besides Swift and the C library. The linker takes an archive where it finds one before the shared
# library, so a folder of links to the archives alone goes first.
STATIC_ARCHIVES=(libncursesw.a libtinfo.a libyaml.a libz.a libstdc++.a)

# link_archives FOLDER: fills it with links to the archives, wherever the compiler finds them; fails, and says which are
# missing
link_archives() {
  local folder=$1 archive place missing=()
  mkdir -p "$folder"
  for archive in "${STATIC_ARCHIVES[@]}"; do
    place=$("${CC:-gcc}" -print-file-name="$archive")
    # What it does not find it gives back as it was asked.
    if [[ $place == /* && -f $place ]]; then
      ln -sfn "$(readlink -f "$place")" "$folder/$archive"
    else
      missing+=("$archive")
    fi
  done
  ((!${#missing[@]})) || {
    printf 'Static archives are missing: %s. On Debian they are in libncurses-dev, libyaml-dev, zlib1g-dev and g++;\n' \
      "${missing[*]}" >&2
    printf 'elsewhere in packages that end with -static or -devel.\n' >&2
    return 1
  }
}

# build_static PROJECT BINARY REASON: builds it; BINARY stands in a folder `release` of a scratch folder of its own
build_static() {
  local project=$1 binary=$2 reason=$3
  local archives=${binary%/release/*}/archives
  if [[ -z ${SLURM_SB_LAUNCHER_DRY_RUN:-} ]]; then
    ensure_packages "${BUILD_PACKAGES[@]}" || exit 1
    link_archives "$archives" || exit 1
  fi
  build_release "$project" "$binary" "$reason" -Xswiftc -static-executable -Xlinker "-L$archives"
}

# stripped BINARY: prints the path of a copy beside it without symbols, which is made when it is older
stripped() {
  local binary=$1 small=$1.stripped
  if [[ ! -e $small || $binary -nt $small ]]; then
    strip -o "$small.$$" "$binary" && mv "$small.$$" "$small" || return 1
  fi
  printf '%s' "$small"
}
