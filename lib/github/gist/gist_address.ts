/** Gist addresses in all the forms in which people and older programs write them. */

import { UserError } from "../../user_error.ts";
import { type GitHubAddresses, safelyDecoded, servesGists } from "../request/addresses.ts";

/** What an address says about a gist. */
export interface GistAddress {
  readonly id: string;
  /** The login in the address; whose gist it is, only GitHub can tell. */
  readonly owner?: string;
  /** The commit of one version. */
  readonly revision?: string;
  /** The one file that a raw address names. */
  readonly file?: string;
}

/** 20 or 32 hex digits; the oldest gists have a decimal number. */
const ID = /^(?:[0-9a-f]{20,32}|\d{1,12})$/;
const REVISION = /^[0-9a-f]{40}$/;

/**
 * Reads a gist's address: a page (`https://gist.github.com/[<user>/]<id>[/<revision>]`), raw text
 * (`https://gist.githubusercontent.com/<user>/<id>/raw[/<revision>][/<file>]`), both on enterprise servers
 * (`https://gist.<host>/…`, `https://<host>/gist/…`), the API's (`…/gists/<id>[/<revision>]`), or the id alone; with
 * or without trailing slash, `.git`, query and fragment.
 *
 * @param server whose gists are read, where that is known: an address elsewhere isn't one of its gists.
 * @throws {UserError} if it is none of these.
 */
export function parseGistAddress(text: string, server?: GitHubAddresses): GistAddress {
  const trimmed = text.trim();
  if (ID.test(trimmed.toLowerCase())) return { id: trimmed.toLowerCase() };
  const url = URL.parse(trimmed);
  const address = url !== null && /^https?:$/.test(url.protocol) ? addressInPath(url) : undefined;
  if (url !== null && address !== undefined) {
    if (server === undefined || servesGists(server, url)) return address;
    throw new UserError(
      `"${trimmed.slice(0, 200)}" is on ${url.host}, but gists are read from ${
        new URL(server.serverUrl).host
      }; give the ` +
        "address of a gist there, or set GITHUB_SERVER_URL.",
    );
  }
  throw new UserError(
    `"${
      trimmed.slice(0, 200)
    }" is not the address of a gist; give one such as https://gist.github.com/<user>/<id>.`,
  );
}

function addressInPath(url: URL): GistAddress | undefined {
  const segments = url.pathname.split("/").filter((segment) => segment !== "").map(safelyDecoded);
  // Enterprise servers without a host of their own for gists have them below `/gist`, raw ones also below `/raw`.
  const isPrefix = segments.length > 1 && ["gist", "gists", "raw"].includes(segments[0] ?? "");
  const path = segments[0] === "api"
    ? segments.slice(segments.indexOf("gists") + 1)
    : segments.slice(isPrefix ? 1 : 0);
  const [first = "", second = "", ...rest] = path;
  const id = second.replace(/\.git$/i, "").toLowerCase();
  // `<user>/<id>` before `<id>/…`: a login may look like an id, the other way round it can't be told.
  if (first !== "" && ID.test(id)) return { id, owner: first, ...versionIn(rest) };
  const firstId = first.replace(/\.git$/i, "").toLowerCase();
  if (ID.test(firstId)) return { id: firstId, ...versionIn(path.slice(1)) };
  return undefined;
}

/** `[raw][/<revision>][/<file>]`. */
function versionIn(segments: readonly string[]): Pick<GistAddress, "revision" | "file"> {
  const isRaw = segments[0] === "raw";
  const path = isRaw ? segments.slice(1) : segments;
  const revision = REVISION.test(path[0] ?? "") ? path[0] : undefined;
  const file = isRaw ? path.slice(revision === undefined ? 0 : 1).join("/") : "";
  return {
    ...(revision === undefined ? {} : { revision }),
    ...(file === "" ? {} : { file }),
  };
}
