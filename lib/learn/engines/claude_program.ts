/** The user's own `claude` program: where it is, what it can, and whether somebody is logged in. */

import { z } from "zod";
import { runProgram } from "./run_program.ts";

/**
 * Environment variables that `claude` gets from ours; all others (a GitHub token among them) stay here. It needs to know
 * where the user's login lies, how to reach the provider, and which language and terminal there is.
 */
export const CLAUDE_VARIABLES = [
  "ANTHROPIC_API_KEY",
  "ANTHROPIC_AUTH_TOKEN",
  "ANTHROPIC_BASE_URL",
  "ANTHROPIC_BETAS",
  "ANTHROPIC_CUSTOM_HEADERS",
  "APPDATA",
  "CLAUDE_CODE_MAX_RETRIES",
  "CLAUDE_CODE_OAUTH_TOKEN",
  "CLAUDE_CONFIG_DIR",
  "HOME",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "LANG",
  "LC_ALL",
  "LOCALAPPDATA",
  "LOGNAME",
  "NODE_EXTRA_CA_CERTS",
  "NO_PROXY",
  "PATH",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
  "SystemRoot",
  "TEMP",
  "TMP",
  "TMPDIR",
  "USER",
  "USERPROFILE",
  "https_proxy",
  "http_proxy",
  "no_proxy",
];

/** Variables whose values must not be shown. */
const CLAUDE_SECRETS = ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"];

type Environment = (name: string) => string | undefined;

/** For `--version`, `--help` and `auth status`, which ask no model: a program that takes longer hangs. */
const PROBE_MILLISECONDS = 30_000;

/** The environment that `claude` gets. */
export function claudeEnvironment(environment: Environment): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of CLAUDE_VARIABLES) {
    const value = environment(name);
    if (value !== undefined) given[name] = value;
  }
  return {
    ...given,
    DISABLE_AUTOUPDATER: "1",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    // Else `@/path` in a prompt makes it read that file and send it along, tools or not.
    CLAUDE_CODE_DISABLE_ATTACHMENTS: "1",
  };
}

/** The secrets of the environment, to be kept out of messages. */
export function claudeSecrets(environment: Environment): string[] {
  return CLAUDE_SECRETS.flatMap((name) => environment(name) ?? []);
}

/** The full path of a program on the PATH; undefined where there is none. */
export async function findOnPath(name: string, environment: Environment): Promise<string | undefined> {
  const windows = Deno.build.os === "windows";
  const endings = windows ? [".exe", ".cmd"] : [""];
  for (const folder of (environment("PATH") ?? "").split(windows ? ";" : ":")) {
    for (const ending of endings) {
      // A relative folder would mean whatever repository this runs in.
      if (!/^(?:\/|[A-Za-z]:[\\/])/.test(folder)) continue;
      const path = `${folder.replace(/[\\/]+$/, "")}/${name}${ending}`;
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    const { isFile, mode } = await Deno.stat(path);
    return isFile && (mode === null || (mode & 0o111) !== 0);
  } catch {
    return false;
  }
}

/** The version of the program `claude`: `2.1.332`; undefined where it doesn't say one. */
export async function claudeVersion(
  program: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<string | undefined> {
  const end = await runProgram({
    program,
    arguments: ["--version"],
    environment: claudeEnvironment(environment),
    timeoutMilliseconds: PROBE_MILLISECONDS,
    signal,
  });
  return end.kind === "ended" && end.code === 0 ? /\d+\.\d+\.\d+/.exec(end.output)?.[0] : undefined;
}

/**
 * Whether somebody is logged in to `claude`. Versions before `claude auth status` can't tell: then, whether the
 * environment holds a credential for it.
 */
export async function isLoggedIn(
  program: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<boolean> {
  const end = await runProgram({
    program,
    arguments: ["auth", "status", "--json"],
    environment: claudeEnvironment(environment),
    timeoutMilliseconds: PROBE_MILLISECONDS,
    signal,
  });
  if (end.kind !== "ended") return false;
  try {
    return z.looseObject({ loggedIn: z.boolean() }).parse(JSON.parse(end.output)).loggedIn;
  } catch {
    return claudeSecrets(environment).length > 0;
  }
}

/** What `claude` says of itself. */
export interface ClaudeAbilities {
  /** Options that it knows, with their dashes. */
  readonly options: ReadonlySet<string>;
}

/** Asks `claude --help`; in words, why it can't be used. */
export async function askAbilities(
  program: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<ClaudeAbilities | string> {
  const end = await runProgram({
    program,
    arguments: ["--help"],
    environment: claudeEnvironment(environment),
    timeoutMilliseconds: PROBE_MILLISECONDS,
    signal,
  });
  if (end.kind === "missing") return `it can't be run (${end.reason})`;
  if (end.kind !== "ended") return "it does not answer `--help`";
  return { options: new Set(end.output.match(/--[a-z][a-z-]+/g) ?? []) };
}
