#!/usr/bin/env bash
# Which archive a runner needs. Takes VERSION, PROGRAM, RUNNER_SYSTEM and RUNNER_PROCESSOR from the environment, and says
# name, version, folder and cacheable to GITHUB_OUTPUT.
set -euo pipefail

fail() { echo "::error title=erk-learn::$*"; exit 1; }

version=${VERSION#v}
[[ $version =~ ^[A-Za-z0-9.+-]{1,64}$ ]] || fail "The input \"version\" is no version; write it as in 0.1.0."
case $PROGRAM in
  erk-learn | download-learn-materials) ;;
  *) fail "The input \"program\" must be erk-learn or download-learn-materials." ;;
esac
case $RUNNER_SYSTEM-$RUNNER_PROCESSOR in
  Linux-X64) target=linux-x64 ending=tar.gz ;;
  Linux-ARM64) target=linux-arm64 ending=tar.gz ;;
  macOS-X64) target=macos-x64 ending=tar.gz ;;
  macOS-ARM64) target=macos-arm64 ending=tar.gz ;;
  # An x64 program also runs on Windows for Arm.
  Windows-*) target=windows-x64 ending=zip ;;
  *) fail "There is no executable for $RUNNER_SYSTEM on $RUNNER_PROCESSOR." ;;
esac
{
  echo "name=$PROGRAM-$target.$ending"
  echo "version=$version"
  echo "folder=$RUNNER_TEMP/erk-learn/$version"
  [[ $version == latest ]] && echo "cacheable=false" || echo "cacheable=true"
} >>"$GITHUB_OUTPUT"
