/**
 * GitHub's own OpenAPI description, from the npm package `@octokit/openapi`.
 *
 * The package unpacks to 385 MB, and Deno fetches every package of the lock file for any task. So it isn't in the
 * import map: a Deno of its own loads the one file that is wanted, and its checksum stands here instead of in the lock
 * file.
 */

const ADDRESS = "npm:@octokit/openapi@23.0.2/generated/api.github.com.json";

/** Of the JSON as `JSON.stringify` writes it. */
const SHA256 = "427fb3724933787ea9995ce86b6011e1efef0bcd9d1cf1e8ec70691342a7b35d";

/** The parts of the description that the checks read. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** Loads the description: about half a second, and a download of some 25 MB the first time. */
export async function loadOpenApiDocument(): Promise<OpenApiDocument> {
  const program = `const { default: description } = await import(${JSON.stringify(ADDRESS)}, ` +
    `{ with: { type: "json" } }); process.stdout.write(JSON.stringify(description));`;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", "--no-config", "--quiet", `import process from "node:process"; ${program}`],
  }).output();
  if (!success) throw new Error(`${ADDRESS} can't be loaded: ${new TextDecoder().decode(stderr)}`);
  const checksum = new Uint8Array(await crypto.subtle.digest("SHA-256", stdout)).toHex();
  if (checksum !== SHA256) throw new Error(`${ADDRESS} has the checksum ${checksum}, not ${SHA256}.`);
  return JSON.parse(new TextDecoder().decode(stdout));
}
