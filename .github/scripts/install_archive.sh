#!/usr/bin/env bash
# Downloads an archive unless it lies in FOLDER already, verifies its checksum and provenance in any case, and puts the program on
# the PATH. Takes VERSION, PROGRAM, ARCHIVE, FOLDER, RELEASES, VERIFY_PROVENANCE and GH_TOKEN from the environment.
set -euo pipefail

fail() { echo "::error title=erk-learn::$*"; exit 1; }

mkdir -p "$FOLDER"
cd "$FOLDER"
[[ $VERSION == latest ]] && from=$RELEASES/latest/download || from=$RELEASES/download/v$VERSION
# A mirror may be without TLS if one says so; nothing else leads there, no redirect either.
[[ $RELEASES == http://* ]] && protocols='=https,http' || protocols='=https'
fetch() {
  curl --fail --silent --show-error --location --proto "$protocols" --retry 3 --output "$1" "$from/$1" ||
    fail "$from/$1 can't be downloaded; check the version."
}
# The sums come fresh each time: a poisoned cache must not vouch for itself.
fetch SHA256SUMS
expected=$(awk -v name="$ARCHIVE" '$2 == name || $2 == "*" name { print $1; exit }' SHA256SUMS)
[[ -n $expected ]] || fail "SHA256SUMS of $VERSION doesn't name $ARCHIVE."
digest() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1; }
if [[ ! -f $ARCHIVE || $(digest "$ARCHIVE") != "$expected" ]]; then fetch "$ARCHIVE"; fi
actual=$(digest "$ARCHIVE")
[[ $actual == "$expected" ]] || fail "$ARCHIVE is not what SHA256SUMS says (expected $expected, is $actual)."

if [[ $VERIFY_PROVENANCE == true ]]; then
  gh attestation verify "$ARCHIVE" --repo erk-learn/erk-learn \
    --signer-workflow erk-learn/erk-learn/.github/workflows/release.yml >/dev/null ||
    fail "The provenance of $ARCHIVE can't be verified; set verify-provenance to \"false\" only if you know why."
fi
unset GH_TOKEN

# Not in FOLDER, which is what the cache keeps: what runs is unpacked from what was verified.
bin=$RUNNER_TEMP/erk-learn-bin
mkdir -p "$bin"
case $ARCHIVE in
  *.zip) file=$PROGRAM.exe; unzip -q -o "$ARCHIVE" "$file" -d "$bin" ;;
  *) file=$PROGRAM; tar -xzf "$ARCHIVE" -C "$bin" "$file" ;;
esac
chmod 755 "$bin/$file"
said=$("$bin/$file" --version) || fail "The program of $ARCHIVE doesn't run on this runner."
{
  echo "version=${said##* }"
  echo "path=$bin/$file"
} >>"$GITHUB_OUTPUT"
echo "$bin" >>"$GITHUB_PATH"
echo "Installed $said, checksum$([[ $VERIFY_PROVENANCE == true ]] && echo " and provenance") verified."
