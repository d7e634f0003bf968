/** The Deno flags that give an executable what its command declares, and nothing more. */

import type { Permissions } from "../../lib/cli/mod.ts";

/** Flags for `deno compile` and `deno run`, in a fixed order. */
export function permissionFlags(permissions: Permissions): string[] {
  const flags = ["--no-prompt"];
  if (permissions.net === true) flags.push("--allow-net");
  else if (permissions.net.length > 0) flags.push(`--allow-net=${permissions.net.join(",")}`);
  if (permissions.read) flags.push("--allow-read");
  if (permissions.write) flags.push("--allow-write");
  if (permissions.env === true) flags.push("--allow-env");
  else if (permissions.env.length > 0) flags.push(`--allow-env=${permissions.env.join(",")}`);
  if (permissions.run.length > 0) flags.push(`--allow-run=${permissions.run.join(",")}`);
  return flags;
}

/** What a program that holds all the commands needs. */
export function mergePermissions(all: readonly Permissions[]): Permissions {
  const anyOf = (values: readonly (true | readonly string[])[]): true | string[] =>
    values.includes(true)
      ? true
      : [...new Set(values.flatMap((value) => value === true ? [] : value))].sort();
  return {
    net: anyOf(all.map((permissions) => permissions.net)),
    read: all.some((permissions) => permissions.read),
    write: all.some((permissions) => permissions.write),
    env: anyOf(all.map((permissions) => permissions.env)),
    run: [...new Set(all.flatMap((permissions) => permissions.run))].sort(),
  };
}
