import assert from "node:assert/strict";
import type { Gist } from "../../../../lib/github/gist/gist.ts";
import type { GistAddress } from "../../../../lib/github/gist/gist_address.ts";
import { foreignOwnerReason, workflowLogins } from "../../../../lib/github/gist/gist_owner.ts";

const ID = "0123456789abcdef0123456789abcdef";

function reason(owner: string | undefined, named: string | undefined, logins: readonly string[]) {
  const gist: Gist = {
    id: ID,
    htmlUrl: `https://gist.github.com/${ID}`,
    description: "",
    owner,
    isPublic: false,
    createdAt: "2026-02-01T12:00:00Z",
    isIncomplete: false,
    revision: undefined,
    files: [],
  };
  const address = { id: ID, owner: named } as GistAddress;
  return foreignOwnerReason(gist, { address, logins });
}

Deno.test("a gist belongs to whom its address names, and to one of those who may have made it", () => {
  assert.equal(reason("Ada", "ada", ["grace", "ADA"]), undefined);
  assert.equal(reason("ada", undefined, ["ada"]), undefined);
  assert.equal(reason("ada", "ada", []), undefined);
  assert.equal(reason("ada", undefined, []), undefined);
  assert.equal(
    reason("mallory", "ada", ["mallory"]),
    `the address names ada, but the gist ${ID} belongs to mallory`,
  );
  assert.equal(
    reason("mallory", undefined, ["ada", "grace"]),
    `the gist ${ID} belongs to mallory, not to ada or grace`,
  );
  assert.equal(reason(undefined, "ada", ["ada"]), `the gist ${ID} is anonymous: nobody can say who made it`);
});

Deno.test("a workflow's environment names who started it, who did so again, and whose repository it is", () => {
  const environment: Record<string, string> = {
    GITHUB_ACTOR: " ada ",
    GITHUB_TRIGGERING_ACTOR: "grace",
    GITHUB_REPOSITORY_OWNER: "ada",
  };
  assert.deepEqual(workflowLogins((name) => environment[name]), ["ada", "grace"]);
  assert.deepEqual(workflowLogins((name) => name === "GITHUB_ACTOR" ? "" : undefined), []);
});
