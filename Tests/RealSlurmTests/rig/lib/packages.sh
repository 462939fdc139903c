# Debian's Slurm, MariaDB and munge, and the users that run the jobs.

PACKAGES=(slurmctld slurmd slurm-client slurmdbd mariadb-server-core mariadb-client-core munge python3)

command_install() {
  install_packages
  create_users
  say "installed: $(dpkg-query -W -f='${Package} ${Version}' slurmctld), ${#USERS[@]} test users"
}

install_packages() {
  local package missing=() policy=/usr/sbin/policy-rc.d made='' log
  command -v dpkg-query >/dev/null || die "no dpkg here: the rig runs Debian's Slurm packages"
  for package in "${PACKAGES[@]}"; do
    [[ $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) == *"ok installed" ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  say "installing ${missing[*]}"
  # Debian starts a service as soon as it is installed; the system's own services are none of our business.
  [[ -e $policy ]] || {
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
    made=1
  }
  log=$(mktemp)
  apt-get update -qq >"$log" 2>&1 </dev/null || say "apt-get update failed; trying with the lists at hand"
  DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$log" 2>&1 </dev/null || {
    [[ -z $made ]] || rm -f $policy
    cat "$log" >&2
    die "apt-get install ${missing[*]} failed"
  }
  [[ -z $made ]] || rm -f $policy
  rm -f "$log"
}

create_users() {
  local user number=$UID_BASE
  for user in "${USERS[@]}"; do
    number=$((number + 1))
    id -u "$user" >/dev/null 2>&1 || add_user "$user" "$number"
  done
}

add_user() { useradd -K UID_MAX=99999 -M -N -g nogroup -d /nonexistent -s /bin/sh -u "$2" "$1"; }
