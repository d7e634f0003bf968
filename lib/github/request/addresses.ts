/** Which server is spoken to, and which other hosts belong to it. */

import { UserError } from "../../user_error.ts";

/** The two faces of one GitHub server; no slash at the end. */
export interface GitHubAddresses {
  /** `https://api.github.com`, `https://<host>/api/v3`, or the emulator's. */
  readonly apiUrl: string;
  /** What people open in a browser: `https://github.com`, `https://<host>`. */
  readonly serverUrl: string;
}

const GITHUB_API_URL = "https://api.github.com";

/**
 * The addresses from `GITHUB_API_URL` and `GITHUB_SERVER_URL` (GitHub Actions sets both). Where only one is
 * given, the other follows from it by GitHub's own rules for Enterprise Server (`/api/v3`) and
 * Enterprise Cloud with data residency (`api.<name>.ghe.com`).
 *
 * @throws {UserError} if one of them is no http(s) address.
 */
export function githubAddresses(environment: (name: string) => string | undefined): GitHubAddresses {
  const api = addressIn(environment, "GITHUB_API_URL");
  const server = addressIn(environment, "GITHUB_SERVER_URL");
  const apiUrl = api ?? (server === undefined ? GITHUB_API_URL : apiOfServer(new URL(server)));
  return { apiUrl, serverUrl: server ?? serverOfApi(new URL(apiUrl)) };
}

/** Whether it is this machine: the emulator, or a tunnel. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Whether the raw text of a gist may come from there: GitHub's own host for it, the enterprise
 * server and what lies below it, this machine where the API is on it too.
 */
export function servesRawGists(apiUrl: string, url: URL): boolean {
  const api = new URL(apiUrl);
  if (isLoopback(api.hostname)) return isLoopback(url.hostname);
  if (url.protocol !== "https:" && url.protocol !== api.protocol) return false;
  if (apiUrl === GITHUB_API_URL) return url.hostname === "gist.githubusercontent.com";
  const server = new URL(serverOfApi(api)).hostname;
  return url.hostname === server || url.hostname.endsWith(`.${server}`);
}

/** Whether an address may be that of a gist on this server. Loopback addresses are accepted for any server. */
export function servesGists({ apiUrl, serverUrl }: GitHubAddresses, url: URL): boolean {
  const hosts = [new URL(serverUrl).hostname, new URL(apiUrl).hostname];
  const isOfGitHub = ["github.com", "githubusercontent.com"].some((host) => isHostOf(url.hostname, host));
  if (hosts.some(isLoopback)) return isOfGitHub || isLoopback(url.hostname);
  return hosts.some((host) => isHostOf(url.hostname, host)) || (hosts.includes("github.com") && isOfGitHub);
}

/** Whether an address may be that of an issue on this server. Loopback addresses are accepted for any server. */
export function servesPages(addresses: GitHubAddresses, url: URL): boolean {
  return isLoopback(url.hostname) || servesGists(addresses, url);
}

/** A path, or a part of one, percent-decoded; unchanged if the percent signs are not valid escapes. */
export function safelyDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function isHostOf(hostname: string, host: string): boolean {
  return hostname === host || hostname.endsWith(`.${host}`);
}

function addressIn(environment: (name: string) => string | undefined, name: string): string | undefined {
  const text = environment(name)?.trim();
  if (text === undefined || text === "") return undefined;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UserError(
      `${name} is not an http(s) address ("${text}"); correct it, or unset it for github.com.`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function apiOfServer(server: URL): string {
  if (server.hostname === "github.com") return GITHUB_API_URL;
  if (server.hostname.endsWith(".ghe.com")) return `${server.protocol}//api.${server.host}`;
  return `${server.origin}/api/v3`;
}

function serverOfApi(api: URL): string {
  if (api.hostname === "api.github.com") return "https://github.com";
  if (/^api\..+\.ghe\.com$/.test(api.hostname)) return `${api.protocol}//${api.host.slice("api.".length)}`;
  return api.origin;
}
