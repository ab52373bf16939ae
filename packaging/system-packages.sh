#!/bin/sh
# Installs the Debian packages named on standard input lines that are missing,
# or says which command does it when it may not.
# Usage: system-packages.sh LIST...   (files with one package per line)
set -eu

command -v dpkg-query >/dev/null 2>&1 || {
    echo "This system has no Debian packages. Qt needs the libraries in $*; install them by your system's own means." >&2
    exit 0
}

installed() {
    dpkg-query -W -f '${Status}\n' "$1" 2>/dev/null | grep -q 'ok installed'
}

missing=""
for package in $(cat "$@" | sed 's/#.*//'); do
    # Some libraries got another name in Debian 13.
    installed "$package" || installed "${package}t64" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    run=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    run="sudo -n"
else
    echo "Casedesk needs system packages that are not here, and may not install them. Run this once:" >&2
    echo "    su -c 'apt-get update && apt-get install -y --no-install-recommends$missing'" >&2
    echo "and then the same make command again." >&2
    exit 1
fi

echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
$run apt-get update -qq
$run apt-get install -y -qq --no-install-recommends $missing >/dev/null
