/**
 * npm packages around the executables, for teams whose mirror is npm: `erk-learn`, whose only code finds the executable,
 * and one package a platform, of which npm installs the one whose `os` and `cpu` fit.
 */

import type { Target } from "../build/targets.ts";

/** A file of a package. */
export interface PackageFile {
  readonly path: string;
  readonly text: string;
}

/** Node's names for a target: `process.platform` and `process.arch`. */
export interface NodePlatform {
  readonly os: "linux" | "darwin" | "win32";
  readonly cpu: "x64" | "arm64";
}

/** What node calls a target. */
export function nodePlatform({ name }: Target): NodePlatform {
  const os = name.startsWith("linux") ? "linux" : name.startsWith("macos") ? "darwin" : "win32";
  return { os, cpu: name.endsWith("arm64") ? "arm64" : "x64" };
}

/** The package that holds a target's executable. */
export function platformPackageName(target: Target): string {
  const { os, cpu } = nodePlatform(target);
  return `@erk-learn/${os}-${cpu}`;
}

const SHARED = {
  license: "MIT",
  repository: { type: "git", url: "git+https://github.com/erk-learn/erk-learn.git" },
};

/** `package.json` of a platform's package; the executable lies beside it as `bin/erk-learn[.exe]`. */
export function platformPackage(target: Target, version: string): PackageFile[] {
  const { os, cpu } = nodePlatform(target);
  return [{
    path: "package.json",
    text: json({
      name: platformPackageName(target),
      version,
      description: `The erk-learn executable for ${target.name}`,
      ...SHARED,
      os: [os],
      cpu: [cpu],
      // Deno's runtime is linked against glibc.
      ...(os === "linux" ? { libc: ["glibc"] } : {}),
      files: ["bin/"],
      preferUnplugged: true,
    }),
  }];
}

/** The package that people install. It has no install script: nothing runs before they run it. */
export function mainPackage(targets: readonly Target[], version: string, readme: string): PackageFile[] {
  return [
    {
      path: "package.json",
      text: json({
        name: "erk-learn",
        version,
        description: "Turns the logs of AI coding sessions into documentation",
        ...SHARED,
        bin: { "erk-learn": "bin/erk-learn.js" },
        files: ["bin/"],
        engines: { node: ">=18" },
        optionalDependencies: Object.fromEntries(
          targets.map((target) => [platformPackageName(target), version]),
        ),
      }),
    },
    { path: "bin/erk-learn.js", text: launcher() },
    { path: "README.md", text: readme },
  ];
}

/** CommonJS for every node from 18 on. Signals reach the program too, and its status becomes node's. */
function launcher(): string {
  return `#!/usr/bin/env node
"use strict";
const { spawn } = require("node:child_process");

const name = "@erk-learn/" + process.platform + "-" + process.arch;
const file = process.platform === "win32" ? "erk-learn.exe" : "erk-learn";
let program;
try {
  program = require.resolve(name + "/bin/" + file);
} catch {
  console.error(
    "erk-learn: the package " + name + " is not installed. Install erk-learn again without --omit=optional; " +
      "if there is no such package, there is no executable for this platform.",
  );
  process.exit(1);
}
const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    // A terminal has sent its Ctrl-C to both already.
    if (signal !== "SIGINT") child.kill(signal);
  });
}
child.on("error", (error) => {
  console.error("erk-learn: " + program + " can't be started: " + error.message);
  process.exit(1);
});
child.on("exit", (status, signal) => {
  process.exit(status === null ? 128 + (require("node:os").constants.signals[signal] || 0) : status);
});
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
