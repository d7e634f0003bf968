<#
.SYNOPSIS
  Installs erk-learn on Windows: downloads the executable's archive, checks it against SHA256SUMS, and puts the executable in
  a folder of yours. Needs no administrator, asks nothing.
.EXAMPLE
  irm https://github.com/erk-learn/erk-learn/releases/latest/download/install.ps1 | iex
.EXAMPLE
  .\install.ps1 -Version 0.1.0 -Dir C:\Tools
.EXAMPLE
  .\install.ps1 -Archive erk-learn-windows-x64.zip     # offline; SHA256SUMS lies beside the archive
.EXAMPLE
  .\install.ps1 -Uninstall
#>
param(
  [string]$Version = "latest",
  [string]$Dir = $(if ($env:ERK_LEARN_INSTALL_DIR) { $env:ERK_LEARN_INSTALL_DIR } else { Join-Path $env:LOCALAPPDATA "Programs\erk-learn" }),
  [ValidateSet("erk-learn", "download-learn-materials")][string]$Program = "erk-learn",
  [string]$Archive = "",
  [string]$Releases = $(if ($env:ERK_LEARN_RELEASES) { $env:ERK_LEARN_RELEASES } else { "https://github.com/erk-learn/erk-learn/releases" }),
  [switch]$Uninstall
)
# In a scope of its own: `iex` runs this in the caller's, whose preferences are to stay.
& {
  $ErrorActionPreference = "Stop"
  $ProgressPreference = "SilentlyContinue"
  $target = Join-Path $Dir "$Program.exe"

  if ($Uninstall) {
    if (Test-Path -LiteralPath $target) {
      Remove-Item -LiteralPath $target -Force
      Write-Host "Removed $target. A project's own files are in its folder .erk; they are left alone."
    } else {
      Write-Host "$target isn't there; nothing to remove."
    }
    return
  }

  $Version = $Version -replace '^v', ''
  if ($Version -notmatch '^[A-Za-z0-9.+-]+$') { throw "install.ps1: `"$Version`" is no version." }

  $work = Join-Path ([System.IO.Path]::GetTempPath()) ([System.IO.Path]::GetRandomFileName())
  New-Item -ItemType Directory -Path $work | Out-Null
  $staged = $null
  try {
    if ($Archive) {
      if (-not (Test-Path -LiteralPath $Archive -PathType Leaf)) { throw "install.ps1: there is no file $Archive." }
      $Archive = (Resolve-Path -LiteralPath $Archive).Path
      $name = Split-Path -Leaf $Archive
      $sums = Join-Path (Split-Path -Parent $Archive) "SHA256SUMS"
      if (-not (Test-Path -LiteralPath $sums)) { throw "install.ps1: there is no SHA256SUMS beside $Archive; download it from the same release." }
    } else {
      # An x64 program also runs on Windows for Arm.
      $name = "$Program-windows-x64.zip"
      $from = if ($Version -eq "latest") { "$Releases/latest/download" } else { "$Releases/download/v$Version" }
      $Archive = Join-Path $work $name
      $sums = Join-Path $work "SHA256SUMS"
      [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
      Write-Host "Downloading $from/$name"
      foreach ($pair in @(@("$from/SHA256SUMS", $sums), @("$from/$name", $Archive))) {
        try { Invoke-WebRequest -UseBasicParsing -Uri $pair[0] -OutFile $pair[1] }
        catch { throw "install.ps1: $($pair[0]) can't be downloaded ($($_.Exception.Message)); check the version and the network." }
      }
    }

    $expected = $null
    foreach ($line in Get-Content -LiteralPath $sums) {
      $parts = $line -split '\s+\*?', 2
      if ($parts.Count -eq 2 -and $parts[1] -eq $name) { $expected = $parts[0].ToLowerInvariant(); break }
    }
    if (-not $expected) { throw "install.ps1: SHA256SUMS doesn't name $name; nothing was installed." }
    $actual = (Get-FileHash -LiteralPath $Archive -Algorithm SHA256).Hash.ToLowerInvariant()
    if ($actual -ne $expected) {
      throw "install.ps1: $name is not what SHA256SUMS says (expected $expected, is $actual); nothing was installed. Download it again."
    }

    Expand-Archive -LiteralPath $Archive -DestinationPath (Join-Path $work "files")
    $unpacked = Join-Path $work "files\$Program.exe"
    if (-not (Test-Path -LiteralPath $unpacked -PathType Leaf)) { throw "install.ps1: $name holds no $Program.exe; nothing was installed." }
    $installed = & $unpacked --version
    if ($LASTEXITCODE -ne 0) { throw "install.ps1: the executable doesn't run on this system; nothing was installed." }

    New-Item -ItemType Directory -Force -Path $Dir | Out-Null
    $staged = Join-Path $Dir ".$Program.$PID.exe"
    Copy-Item -LiteralPath $unpacked -Destination $staged
    # A running program can't be overwritten, but moved out of the way.
    if (Test-Path -LiteralPath $target) {
      $old = Join-Path $Dir ".$Program.old.exe"
      if (Test-Path -LiteralPath $old) { Remove-Item -LiteralPath $old -Force -ErrorAction SilentlyContinue }
      Move-Item -LiteralPath $target -Destination $old -Force
    }
    Move-Item -LiteralPath $staged -Destination $target
    $staged = $null
    Remove-Item -LiteralPath (Join-Path $Dir ".$Program.old.exe") -Force -ErrorAction SilentlyContinue
    Write-Host "Installed $installed as $target"
    if (($env:PATH -split ';') -notcontains $Dir) {
      Write-Host "$Dir is not on your PATH; add it with: [Environment]::SetEnvironmentVariable('PATH', `"$Dir;`" + [Environment]::GetEnvironmentVariable('PATH', 'User'), 'User')"
    }
  } finally {
    if ($staged) { Remove-Item -LiteralPath $staged -Force -ErrorAction SilentlyContinue }
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction SilentlyContinue
  }
}
