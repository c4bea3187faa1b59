# SPDX-License-Identifier: MIT
# What tools/build and tools/test share: finding what is missing, installing it, building.

say()
{
    printf '%s\n' "$*"
}

die()
{
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# quietly WHAT COMMAND...: one line, and the command's output only if it fails.
quietly()
{
    say "$1"
    shift
    mkdir -p build
    if [ "$(id -u)" = 0 ]; then # with sudo: the folder stays its owner's
        chown "$(stat -c %u:%g .)" build
    fi
    "$@" >build/setup.log 2>&1 </dev/null || {
        cat build/setup.log >&2
        die "this failed: $*"
    }
    rm -f build/setup.log
}

as_root()
{
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# has PROBE: whether a row of packages.txt is there already.
has()
{
    case $1 in
    cmd:*) command -v "${1#*:}" >/dev/null 2>&1 ;;
    pc:*) pkg-config --exists "${1#*:}" 2>/dev/null ;;
    header:*) echo "#include <${1#*:}>" | cc -E - >/dev/null 2>&1 ;;
    py:*) python3 -c "import ${1#*:}" 2>/dev/null ;;
    esac
}

# Sets column and missing: the packages for the rows of these kinds whose probe fails.
find_missing()
{
    missing=
    while read -r kind probe apt dnf pacman apk brew; do
        case " $kinds " in
        *" $kind "*) ;;
        *) continue ;;
        esac
        has "$probe" && continue
        eval "package=\$$manager"
        [ "$package" = - ] && package=
        missing="$missing${missing:+ }$package"
        probes="$probes $probe"
    done <tools/packages.txt
}

install_packages()
{
    case $manager in
    apt)
        # Packages that are there stay as they are, and none is taken away.
        as_root apt-get update -q
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
            --no-upgrade --no-remove "$@"
        ;;
    dnf) as_root dnf install -y --setopt=install_weak_deps=False "$@" ;;
    pacman) as_root pacman -Sy --needed --noconfirm "$@" ;;
    apk) as_root apk add "$@" ;;
    brew) brew install "$@" ;;
    esac
}

# need KIND...: installs what the rows of these kinds need and lack.
need()
{
    kinds=$*
    manager=
    for name in apt:apt-get dnf:dnf pacman:pacman apk:apk brew:brew; do
        [ -z "$manager" ] && has "cmd:${name#*:}" && manager=${name%%:*}
    done
    if [ "$manager" = brew ]; then # which keeps its SQLite out of pkg-config's way
        PKG_CONFIG_PATH=$(brew --prefix)/opt/sqlite/lib/pkgconfig:${PKG_CONFIG_PATH:-}
        export PKG_CONFIG_PATH
    fi
    probes=
    find_missing
    [ -z "$probes" ] && return
    [ -n "$manager" ] || die "missing:$probes; no package manager that this script knows is here"
    if [ -n "$missing" ]; then
        # Word splitting is meant: one word a package.
        # shellcheck disable=SC2086
        quietly "installing with $manager: $missing" install_packages $missing
    fi
    probes=
    find_missing
    [ -z "$probes" ] || die "still missing:$probes (tools/packages.txt)"
}

# build_in FOLDER TARGET... -- MESON-OPTION...: configures the folder if it is new, then builds.
build_in()
{
    folder=$1
    shift
    targets=
    while [ "$1" != -- ]; do
        targets="$targets $1"
        shift
    done
    shift
    [ -f "$folder/build.ninja" ] || quietly "configuring $folder/" meson setup "$folder" "$@"
    # shellcheck disable=SC2086
    quietly "building $folder/" ninja -C "$folder" $targets
}
