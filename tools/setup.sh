#!/bin/sh
# Installs what is missing and nothing else: a second run does nothing and needs no network.
# System packages (Debian, Ubuntu), then .venv from requirements.lock, then what has no wheel for Linux, then rokhas-desktop
# itself in it.
set -eu
cd "$(dirname "$0")/.."

# python3-pyatspi softhsm2, opensc: emulated tokens and an independent look at them. libnss3-tools: keys for a PKCS#11 module of
# other makers. poppler, qpdf, mupdf, openssl: independent
# judges of what we sign. dbus: a private bus that tells the window of a lock or a sleep. pcscd, vsmartcard-vpcd: a smart card
# service with a virtual reader. gcc, libpcsclite-dev, swig: pyscard, and the module that plays a token's faults in the tests.
# xvfb and the lib* packages: real windows without a display.
# at-spi2-core, python3-pyatspi: what a screen reader is told, asked by the system's own Python.
packages="at-spi2-core ca-certificates dbus gcc libc6-dev libdbus-1-3 libegl1 libfontconfig1 libgl1 libxcb-cursor0 libxcb-icccm4
libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxkbcommon-x11-0 libnss3-tools libpcsclite-dev
mupdf-tools opensc openssl pcscd poppler-utils python3-pyatspi qpdf softhsm2 swig util-linux vsmartcard-vpcd xvfb"

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info < (3, 14)))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

missing_packages() {
    for package in $packages "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
    done
}

install_packages() {
    [ -n "$1" ] || return 0
    command="apt-get update && apt-get install -y --no-install-recommends $1"
    if [ "$(id -u)" -eq 0 ]; then
        as_root="sh -c"
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        as_root="sudo sh -c"
    else
        say "Some system packages are missing and this account may not install them."
        say "Ask an administrator to run:"
        say "    $command"
        exit 1
    fi
    say "Installing: $1"
    $as_root "export DEBIAN_FRONTEND=noninteractive; $command" >&2
}

python=$(find_python)
extra=""
if [ -z "$python" ]; then
    extra="python3 python3-dev python3-venv"
else
    # Debian keeps venv and the headers apart, and names them after the interpreter.
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        extra=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    fi
    if [ ! -e "$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ]; then
        extra="$extra $("$python" -c 'import sys; print("python%d.%d-dev" % sys.version_info[:2])')"
    fi
fi
if command -v dpkg-query >/dev/null 2>&1; then
    # shellcheck disable=SC2086
    install_packages "$(missing_packages $extra)"
else
    say "This is not Debian or Ubuntu: install by hand what tools/setup.sh lists, then go on."
fi
python=$(find_python)
if [ -z "$python" ]; then
    say "Python 3.11, 3.12 or 3.13 is needed and this system has none of them."
    exit 1
fi

stamp=$({ "$python" -c 'import sys; print(sys.version)'; cat requirements.lock requirements-linux.lock pyproject.toml; pwd; } | sha256sum)
if [ "$(cat .venv/stamp 2>/dev/null || true)" = "$stamp" ] && [ -x .venv/bin/rokhas-desktop ]; then
    exit 0
fi
say "Installing the locked virtual environment in .venv"
rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements.lock
if [ "$(uname -s)" = Linux ]; then
    # Built with the setuptools of the lock; without it readers are not examined, and everything else works.
    .venv/bin/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation --no-binary :all: \
        -r requirements-linux.lock || say "pyscard could not be built: card readers will not be examined."
fi
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
printf '%s\n' "$stamp" >.venv/stamp
