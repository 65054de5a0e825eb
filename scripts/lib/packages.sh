# The Debian packages that building, testing and measuring take, in one place, and the builds that
# the scripts share. Sourced by scripts that run under `set -euo pipefail`.

packages_build="libncursesw5-dev libcurl4-openssl-dev libre2-dev libyaml-dev zlib1g-dev g++"
packages_test="tmux tzdata unicode-data procps python3 openssl"
packages_bench="python3"
# Never installed, only unpacked: their services would start by themselves.
packages_servers="prometheus prometheus-alertmanager prometheus-node-exporter"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# install_packages GROUP…: installs what a group (build, test, bench) names and is not there.
install_packages() {
  local group list package missing=()
  for group in "$@"; do
    list="packages_$group"
    for package in ${!list}; do
      is_installed "$package" || missing+=("$package")
    done
  done
  if [ ${#missing[@]} -eq 0 ]; then return; fi

  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "run first: sudo apt-get install -y ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo -n)
  fi
  update_lists "${as_root[@]}"
  if apt_install "${as_root[@]}" "${missing[@]}" 2>/dev/null; then return; fi
  # Lists of long ago name versions that the servers no longer have.
  "${as_root[@]}" apt-get update -qq
  apt_install "${as_root[@]}" "${missing[@]}"
}

# apt_install [sudo -n] PACKAGE…
apt_install() {
  local as_root=()
  if [ "$1" = sudo ]; then
    as_root=(sudo -n)
    shift 2
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# update_lists [sudo…]: fetches the lists of packages where there are none.
update_lists() {
  if [ -z "$(find "${APT_LISTS:-/var/lib/apt/lists}" -maxdepth 1 -name '*_Packages*' -print -quit)" ]; then
    "$@" apt-get update -qq
  fi
}

# Unpacks the servers, without installing them, into a folder kept for the next time, which then
# needs no network, and sets `servers` to it: "$servers/usr/bin/prometheus". Alertmanager must be
# started with it as the working directory.
unpack_servers() {
  servers="${XDG_CACHE_HOME:-$HOME/.cache}/hune/debian"
  if [ -d "$servers" ]; then return; fi
  mkdir -p "$(dirname "$servers")"
  if ! (unpack_servers_into "$servers.$$"); then
    rm -rf "$servers.$$"
    echo "cannot fetch the packages $packages_servers" >&2
    exit 1
  fi
  # Another script may have been first: its folder is as good.
  mv -T "$servers.$$" "$servers" 2>/dev/null || rm -rf "$servers.$$"
}

# Called as a condition, where `set -e` has no effect.
unpack_servers_into() {
  if [ "$(id -u)" -eq 0 ]; then
    update_lists || return
  elif sudo -n true 2>/dev/null; then
    update_lists sudo -n || return
  fi
  local log archive
  mkdir -p "$1/archives" && cd "$1/archives" || return
  # apt notices that it downloads as root where its own user may not write, and no more.
  # shellcheck disable=SC2086 # a list of words
  log=$(apt-get download -qq $packages_servers 2>&1) || { echo "$log" >&2; return 1; }
  for archive in *.deb; do dpkg-deb -x "$archive" .. || return; done
  # Debian's Alertmanager looks for its templates under an absolute path, where they are only when
  # it is installed. A path as long, but relative, lets it run from this folder.
  LC_ALL=C sed -i 's:/usr/share/prometheus/alertmanager:usr/share/prometheus/alertmanager/:g' \
    "$1/usr/bin/prometheus-alertmanager" || return
  rm -r "$1/archives"
}

# build CONFIGURATION FLAG…: quiet unless it fails.
build() {
  local log
  log=$(mktemp)
  if ! (cd "$root" && swift build -c "$@" --explicit-target-dependency-import-check error) \
    >"$log" 2>&1; then
    cat "$log" >&2
    rm "$log"
    exit 1
  fi
  rm "$log"
}

build_release() { build release --static-swift-stdlib --product hune; }
build_debug() { build debug --product hune; }
release_binary() { echo "$root/.build/release/hune"; }
debug_binary() { echo "$root/.build/debug/hune"; }
