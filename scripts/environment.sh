# Sourced by run, test and check: makes .venv hold exactly the pinned requirements, once.
# A call that was interrupted leaves no stamp, so the next one carries on where pip left off.

find_python() {
    local name
    for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 || continue
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "whosaid: no Python 3.11 or newer with the venv module was found." >&2
    echo "Install it (Debian, Ubuntu: apt install python3 python3-venv) or name one: PYTHON=/path/to/python3.11 $0" >&2
    exit 2
}

fingerprint() {
    cat "$1" | cksum | cut -d ' ' -f 1,2
}

# ensure_environment REQUIREMENTS_FILE: the stamp holds the checksum of what is installed.
ensure_environment() {
    local wanted="$1" stamp=".venv/.$1.installed" python said
    if [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint "$wanted")" ] && .venv/bin/python -c '' 2>/dev/null; then
        return
    fi
    python="$(find_python)" || exit 2
    trap 'echo "whosaid: stopped; call $0 again and it goes on where it stopped" >&2; exit 130' INT
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        echo "whosaid: making the virtual environment .venv" >&2
        if ! said="$("$python" -m venv --clear .venv 2>&1)"; then
            echo "$said" >&2
            echo "whosaid: $python could not make .venv here (its message is above)." >&2
            echo "Check the free disk space and that $PWD may be written to, then call $0 again." >&2
            exit 1
        fi
    fi
    echo "whosaid: installing the pinned requirements of $wanted (minutes, the first time only)" >&2
    if ! .venv/bin/python -m pip install --disable-pip-version-check --no-input --quiet -r "$wanted" >&2; then
        echo "whosaid: pip could not install $wanted (its message is above)." >&2
        echo "Check the connection and the free disk space, then call $0 again: it goes on where it stopped." >&2
        exit 1
    fi
    fingerprint "$wanted" > "$stamp.new"
    mv "$stamp.new" "$stamp"
    trap - INT
}
