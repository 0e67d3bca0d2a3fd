# Read by every finding: a temporary folder for its packages, and the one way of telling what was seen.
# shellcheck shell=bash

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export PYTHONWARNINGS=ignore NODE_PATH="$work/node_modules"
installed=()

# Install pinned packages of PyPI in an environment of their own; $python runs them.
install_python() {
    "${PYTHON:-python3}" -m venv "$work/venv"
    python="$work/venv/bin/python"
    "$python" -m pip install -qq --disable-pip-version-check "$@"
    installed+=("$@")
}

# Take the first Python of at least 3.N there is, for packages that ask for one.
needs_python() {
    local candidate
    for candidate in "${PYTHON:-python3}" python3.{14,13,12} "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python; do
        if "$candidate" -c "import sys; sys.exit(sys.version_info < (3, $1))" 2>/dev/null; then
            PYTHON=$candidate
            return
        fi
    done
    echo "needs Python 3.$1 or later: name it in PYTHON" >&2
    exit 2
}

# Install pinned packages of npm; `node --input-type=commonjs` and `require` find them.
install_node() {
    echo '{"private": true}' >package.json
    npm install --silent --no-audit --no-fund --ignore-scripts "$@" >/dev/null
    installed+=("$@")
}

# Unpack Debian packages, without installing them; what they run goes through $debian.
install_debian() {
    (mkdir debs && cd debs && apt-get download -q -o APT::Sandbox::User=root "$@" >/dev/null)
    local package
    for package in debs/*.deb; do dpkg-deb --extract "$package" root; done
    debian=(env "PATH=$work/root/usr/bin:$PATH" "LD_LIBRARY_PATH=$work/root/usr/lib/$(uname -m)-linux-gnu")
    installed+=("$1")
}

# Tell what a finding claims and what was seen, and fail where that is not what is known.
tell() {
    local claim=$1 seen=$2 known=$3
    printf '%s\n%s\n\n%s\n' "${installed[*]}" "$claim" "$seen"
    if [[ $seen != "$known" ]]; then
        printf '\nThe behaviour has changed. Known was:\n\n%s\n' "$known" >&2
        exit 1
    fi
}
