/** The Deno flags that give an executable what its command declares, and nothing more. */

import type { Permissions } from "../../lib/cli/mod.ts";
import { githubAddresses } from "../../lib/github/request/addresses.ts";

/** Flags for `deno compile` and `deno run`, in a fixed order. */
export function permissionFlags(permissions: Permissions): string[] {
  const flags = ["--no-prompt"];
  if (permissions.net === true) flags.push("--allow-net");
  else if (permissions.net.length > 0) flags.push(`--allow-net=${permissions.net.join(",")}`);
  for (const kind of ["read", "write"] as const) {
    const folders = permissions[kind];
    if (folders === true) flags.push(`--allow-${kind}`);
    else if (folders !== false && folders.length > 0) flags.push(`--allow-${kind}=${folders.join(",")}`);
  }
  if (permissions.env === true) flags.push("--allow-env");
  else {
    if (permissions.env.length > 0) flags.push(`--allow-env=${permissions.env.join(",")}`);
    // Libraries ask for variables that nobody needs (colours, debugging): unset is an answer, an error isn't.
    flags.push("--ignore-env");
  }
  if (permissions.run.length > 0) flags.push(`--allow-run=${permissions.run.join(",")}`);
  return flags;
}

/** What a program that holds all the commands needs. */
export function mergePermissions(all: readonly Permissions[]): Permissions {
  const anyOf = (values: readonly (true | readonly string[])[]): true | string[] =>
    values.includes(true)
      ? true
      : [...new Set(values.flatMap((value) => value === true ? [] : value))].sort();
  const folders = (values: readonly Permissions["read"][]): Permissions["read"] => {
    const named = anyOf(values.filter((value) => value !== false));
    return named !== true && named.length === 0 ? false : named;
  };
  return {
    net: anyOf(all.map((permissions) => permissions.net)),
    read: folders(all.map((permissions) => permissions.read)),
    write: folders(all.map((permissions) => permissions.write)),
    env: anyOf(all.map((permissions) => permissions.env)),
    run: [...new Set(all.flatMap((permissions) => permissions.run))].sort(),
  };
}

/**
 * What a command that reaches only github.com needs on another server instead: GitHub Enterprise Server (with and without
 * subdomain isolation, where gists have a host of their own) or Enterprise Cloud with data residency.
 *
 * @param serverUrl what people open in a browser: `https://github.example.com`.
 */
export function forServer(permissions: Permissions, serverUrl: string): Permissions {
  if (permissions.net === true || permissions.net.length === 0) return permissions;
  const addresses = githubAddresses((name) => name === "GITHUB_SERVER_URL" ? serverUrl : undefined);
  const api = new URL(addresses.apiUrl).host;
  const server = new URL(addresses.serverUrl).host;
  if (server === "github.com") return permissions;
  return { ...permissions, net: [...new Set([api, server, `gist.${server}`, `raw.${server}`])] };
}
