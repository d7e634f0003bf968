#!/bin/sh
# Installs erk-learn: finds the platform, downloads the executable's archive, checks it against SHA256SUMS, and puts the
# executable in a folder of yours. Needs no root, asks nothing, changes no shell configuration.
#
#   curl -fsSL https://github.com/erk-learn/erk-learn/releases/latest/download/install.sh | sh
#   sh install.sh --version 0.1.0 --dir ~/bin
#   sh install.sh --archive erk-learn-linux-x64.tar.gz      # offline; SHA256SUMS lies beside the archive
#   sh install.sh --uninstall
set -eu

releases=${ERK_LEARN_RELEASES:-https://github.com/erk-learn/erk-learn/releases}
program=erk-learn
version=latest
folder=${ERK_LEARN_INSTALL_DIR:-${HOME:-}/.local/bin}
archive=
uninstall=no

usage() {
  cat <<'USAGE'
Usage: install.sh [options]

  --version <version>   the version to install (default: the newest)
  --dir <folder>        where to put the executable (default: ~/.local/bin, or $ERK_LEARN_INSTALL_DIR)
  --program <name>      erk-learn (default) or download-learn-materials
  --archive <file>      install from this archive instead of downloading; SHA256SUMS lies beside it
  --releases <address>  where releases are (default: GitHub, or $ERK_LEARN_RELEASES)
  --uninstall           remove the executable
  --help                show this help
USAGE
}

say() { printf '%s\n' "$*" >&2; }
fail() { say "install.sh: $*"; exit 1; }

while [ $# -gt 0 ]; do
  case $1 in
    --version | --dir | --program | --archive | --releases)
      [ $# -ge 2 ] || { say "install.sh: $1 needs a value; see --help."; exit 2; }
      case $1 in
        --version) version=$2 ;;
        --dir) folder=$2 ;;
        --program) program=$2 ;;
        --archive) archive=$2 ;;
        --releases) releases=${2%/} ;;
      esac
      shift 2
      ;;
    --uninstall) uninstall=yes; shift ;;
    --help | -h) usage; exit 0 ;;
    *) say "install.sh: unknown option $1; see --help."; exit 2 ;;
  esac
done

case $program in
  erk-learn | download-learn-materials) ;;
  *) say "install.sh: there is no program $program; choose erk-learn or download-learn-materials."; exit 2 ;;
esac
case $version in
  latest) ;;
  v*) version=${version#v} ;;
esac
case $version in
  *[!A-Za-z0-9.+-]* | "") say "install.sh: \"$version\" is no version."; exit 2 ;;
esac
case $folder in
  "" | /.local/bin) fail "HOME is not set; say where to install with --dir." ;;
esac

case $folder in
  /*) ;;
  *) folder=$PWD/$folder ;;
esac

target=$folder/$program
[ ! -d "$target" ] || fail "$target is a folder; remove it, or choose another place with --dir."
if [ "$uninstall" = yes ]; then
  if [ -e "$target" ] || [ -L "$target" ]; then
    rm -f "$target" || fail "$target can't be removed; remove it by hand."
    say "Removed $target. A project's own files are in its folder .erk; they are left alone."
  else
    say "$target isn't there; nothing to remove."
  fi
  exit 0
fi

# Prints <os>-<arch> as in the archives' names.
platform() {
  case $(uname -s) in
    Linux) os=linux ;;
    Darwin) os=macos ;;
    MINGW* | MSYS* | CYGWIN*) fail "on Windows, use install.ps1 in PowerShell." ;;
    *) fail "there is no executable for $(uname -s); run it from source with Deno instead." ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) arch=x64 ;;
    arm64 | aarch64) arch=arm64 ;;
    *) fail "there is no executable for $(uname -m); run it from source with Deno instead." ;;
  esac
  # A shell under Rosetta is told x86_64 on an Apple processor.
  if [ "$os-$arch" = macos-x64 ] && [ "$(sysctl -n sysctl.proc_translated 2>/dev/null || echo 0)" = 1 ]; then
    arch=arm64
  fi
  # Deno's runtime is linked against glibc. Only musl's own loader says "musl".
  if [ "$os" = linux ] && ! [ -e /lib64/ld-linux-x86-64.so.2 ] && ! [ -e /lib/ld-linux-aarch64.so.1 ]; then
    case $(ldd --version 2>&1 || true) in
      *musl*) fail "this system uses musl (Alpine?), and the executable needs glibc; use an image with glibc." ;;
    esac
  fi
  printf '%s-%s' "$os" "$arch"
}

# A mirror may be without TLS if one says so; nothing else leads there, no redirect either.
case $releases in
  http://*) protocols='=https,http' ;;
  *) protocols='=https' ;;
esac
fetch() { # <address> <file>
  if command -v curl >/dev/null 2>&1; then
    curl --fail --silent --show-error --location --proto "$protocols" --retry 3 --output "$2" "$1"
  elif command -v wget >/dev/null 2>&1; then
    wget --quiet --tries=3 --output-document="$2" "$1"
  else
    fail "neither curl nor wget is installed; install one, or download the archive and use --archive."
  fi
}

digest() { # <file>
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1" | cut -d ' ' -f 1
  elif command -v shasum >/dev/null 2>&1; then shasum -a 256 "$1" | cut -d ' ' -f 1
  elif command -v openssl >/dev/null 2>&1; then openssl dgst -sha256 "$1" | sed 's/^.*= *//'
  else fail "none of sha256sum, shasum and openssl is installed, so the archive can't be checked; install one of them."
  fi
}

work=$(mktemp -d)
staged=
trap 'rm -rf "$work"; [ -z "$staged" ] || rm -f "$staged"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [ -n "$archive" ]; then
  [ -f "$archive" ] || fail "there is no file $archive."
  name=$(basename "$archive")
  case $(dirname "$archive") in
    /*) sums=$(dirname "$archive")/SHA256SUMS ;;
    *) sums=./$(dirname "$archive")/SHA256SUMS ;;
  esac
  [ -f "$sums" ] || fail "there is no SHA256SUMS beside $archive to check it against; download it from the same release."
  case $name in
    "$program"-*) ;;
    *) fail "$name is no archive of $program; its name must be that of the release." ;;
  esac
else
  name=$program-$(platform).tar.gz
  [ "$version" = latest ] && from=$releases/latest/download || from=$releases/download/v$version
  archive=$work/$name
  sums=$work/SHA256SUMS
  say "Downloading $from/$name"
  fetch "$from/SHA256SUMS" "$sums" || fail "$from/SHA256SUMS can't be downloaded; check the version and the network."
  fetch "$from/$name" "$archive" || fail "$from/$name can't be downloaded; check the version and the network."
fi

expected=$(awk -v name="$name" '$2 == name || $2 == "*" name { print $1; exit }' "$sums")
[ -n "$expected" ] || fail "SHA256SUMS doesn't name $name; nothing was installed."
actual=$(digest "$archive")
[ "$actual" = "$expected" ] ||
  fail "$name is not what SHA256SUMS says (expected $expected, is $actual); nothing was installed. Download it again."

# Only the one file, whatever else an archive may hold.
tar -xzf "$archive" -C "$work" "$program" || fail "$name holds no $program; nothing was installed."
[ -f "$work/$program" ] && ! [ -L "$work/$program" ] || fail "$name holds no file $program; nothing was installed."
chmod 755 "$work/$program"
installed=$("$work/$program" --version 2>/dev/null) ||
  fail "the executable doesn't run on this system; nothing was installed. Is it the archive of this platform?"

before=
[ -x "$target" ] && before=$("$target" --version 2>/dev/null || true)
mkdir -p "$folder" || fail "$folder can't be made; choose another with --dir."
# Beside the target, so that the rename replaces it at once: also while the old one runs.
staged=$folder/.$program.$$
cp "$work/$program" "$staged" || fail "$folder can't be written to; choose another with --dir."
chmod 755 "$staged"
mv -f "$staged" "$target" || fail "$target can't be replaced; choose another folder with --dir."
staged=

if [ -z "$before" ]; then say "Installed $installed as $target"
elif [ "$before" = "$installed" ]; then say "Installed $installed again as $target"
else say "Replaced $before by $installed as $target"
fi
case :$PATH: in
  *:"$folder":*) ;;
  *) say "$folder is not on your PATH; add this to your shell's configuration: export PATH=\"$folder:\$PATH\"" ;;
esac
