import assert from "node:assert/strict";
import { z } from "zod";
import { createGitHubClient } from "../../../../lib/github/mod.ts";
import { explainFailure } from "../../../../lib/github/request/explain_failure.ts";
import { DEFAULT_RETRY_POLICY, delayBeforeRetry } from "../../../../lib/github/request/retry.ts";
import { describeFailure } from "../../../../lib/github/request/request_failure.ts";
import type { Fault } from "../../../support/github_emulator/types.ts";
import { connect, LABEL_REQUEST, refusal, REPOSITORY_REQUEST, startSeeded } from "../emulator_client.ts";

type Words = readonly (string | RegExp)[];

/** What GitHub answers, and what the person must read. */
const REFUSALS: readonly (readonly [title: string, fault: Fault, words: Words])[] = [
  ["401", { kind: "status", status: 401, body: { message: "Bad credentials" } }, [
    "token",
    "expired",
    "GH_TOKEN",
    "settings/tokens",
  ]],
  [
    "403 for single sign-on",
    {
      kind: "status",
      status: 403,
      headers: { "x-github-sso": "required; url=https://github.com/orgs/acme/sso?authorization_request=AB" },
      body: { message: "Resource protected by organization SAML enforcement." },
    },
    ["single sign-on", "https://github.com/orgs/acme/sso"],
  ],
  [
    "403 for a fine-grained token",
    {
      kind: "status",
      status: 403,
      headers: { "x-accepted-github-permissions": "issues=write" },
      body: { message: "Resource not accessible by personal access token" },
    },
    ["issues=write", "Resource not accessible"],
  ],
  [
    "403 for the rate limit",
    {
      kind: "status",
      status: 403,
      headers: {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(Date.UTC(2100, 0, 2, 3, 4) / 1000),
      },
      body: { message: "API rate limit exceeded" },
    },
    ["rate limit", "2100-01-02 03:04 UTC"],
  ],
  [
    "429 with a long wait",
    { kind: "status", status: 429, headers: { "retry-after": "3600" }, body: { message: "slow down" } },
    ["rate limit", /try again after \d{4}-/],
  ],
  [
    "429 with a wait beyond all calendars",
    { kind: "status", status: 429, headers: { "retry-after": "1e30" }, body: { message: "slow down" } },
    ["rate limit", "try again later"],
  ],
  [
    "403 of an archived repository",
    { kind: "status", status: 403, body: { message: "Repository was archived so is read-only." } },
    [/GitHub said: Repository was archived so is read-only\. Unarchive (?!.*token)/],
  ],
  [
    "403 outside of the organization's network",
    {
      kind: "status",
      status: 403,
      body: {
        message:
          "Although you appear to have the correct authorization credentials, the `acme` organization has an IP " +
          "allow list enabled, and your IP address is not permitted to access this resource.",
      },
    },
    [/resource\. Try again from an address that it allows: in its network, or through its VPN\.(?!.*token)/],
  ],
  [
    "403 of a locked issue",
    { kind: "status", status: 403, body: { message: "Unable to create comment because issue is locked." } },
    ["issue is locked. Unlock its conversation"],
  ],
  ["404", { kind: "status", status: 404, body: { message: "Not Found" } }, ["isn't there", "no access"]],
  [
    "410 of issues that are switched off",
    { kind: "status", status: 410, body: { message: "Issues are disabled for this repo" } },
    ["GitHub said: Issues are disabled for this repo.", "repository's settings"],
  ],
  ["410", { kind: "status", status: 410, body: { message: "Gone" } }, ["deleted"]],
  ["451", { kind: "status", status: 451, body: { message: "Repository access blocked" } }, [
    "legal reasons",
    "access blocked",
    "support",
  ]],
  ["304", { kind: "status", status: 304 }, ["HTTP 304", "GITHUB_API_URL", "try again"]],
  ["400", { kind: "status", status: 400, body: { message: "Problems parsing JSON" } }, [
    "HTTP 400: Problems parsing JSON.",
    "check GITHUB_API_URL, and that no proxy",
  ]],
  ["409", { kind: "status", status: 409, body: { message: "Conflict" } }, [
    "it conflicts with what is there",
    "Conflict. Look at it on GitHub, then try again.",
  ]],
  [
    "422",
    {
      kind: "status",
      status: 422,
      body: {
        message: "Validation Failed",
        errors: [{ resource: "Issue", field: "title", code: "missing" }, "too long"],
      },
    },
    ["rejected", "Validation Failed; title missing; too long. Correct what it names"],
  ],
  ["an HTML page as 404", {
    kind: "status",
    status: 404,
    headers: { "content-type": "text/html" },
    body: "<html>",
  }, ["isn't there"]],
  ["a redirect elsewhere", { kind: "status", status: 302, headers: { location: "http://127.0.0.2:1/x" } }, [
    "redirect",
    "not followed; check GITHUB_API_URL",
  ]],
];

for (const [title, fault, words] of REFUSALS) {
  Deno.test(`${title} is one sentence with the next step`, async () => {
    await using world = await startSeeded();
    world.emulator.faults.inject({ fault, times: 10 });
    const error = await refusal(world.client.request(REPOSITORY_REQUEST));
    assert.match(error.message, /^Could not read the repository: /);
    for (const word of words) {
      assert.match(error.message, word instanceof RegExp ? word : new RegExp(escaped(word)));
    }
    assert.equal(world.emulator.requests().length, 1, "it is not tried again");
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

Deno.test("a token that lacks the scope for gists is told so, although GitHub says 404", async () => {
  await using world = await startSeeded();
  const client = await connect(world.emulator, {
    token: world.emulator.seedToken({ scopes: ["repo", "read:org"] }),
  });
  const parameters = { public: false, files: { "a.txt": { content: "x" } } };
  const request = { route: "POST /gists", parameters, purpose: "create a gist", answer: z.unknown() };
  const { message } = await refusal(client.request(request));
  assert.match(message, /lacks the scope gist \(it has: read:org, repo|repo, read:org\)/);
  assert.match(message, /gh auth refresh --scopes gist/);
});

/** Failures as GitHub gives them, told without a server. */
function sentenceFor(
  status: number,
  headers: Readonly<Record<string, string>>,
  request: { readonly method: string; readonly url: string } = {
    method: "GET",
    url: "https://api.github.com/x",
  },
): string {
  const thrown = Object.assign(new Error("x"), { response: { status, headers, data: { message: "No." } } });
  const sent = { ...request, writes: false };
  return explainFailure(describeFailure(thrown, sent), {
    addresses: { apiUrl: "https://api.github.com", serverUrl: "https://github.com" },
    purpose: "look",
    authenticated: true,
  }).message;
}

Deno.test("a certificate that isn't trusted is told so, with what to set, and isn't tried again", () => {
  const reason = "error sending request for url (https://api.github.com/x): client error (Connect): " +
    "invalid peer certificate: UnknownIssuer";
  const thrown = new TypeError("fetch failed", { cause: new Error(reason) });
  const sent = { method: "POST", url: "https://api.github.com/x", writes: true };
  const failure = describeFailure(thrown, sent);
  assert.equal(failure.doubtful, false);
  assert.equal(delayBeforeRetry({ failure, writes: false, retries: 0 }, DEFAULT_RETRY_POLICY), undefined);
  const { message, detail } = explainFailure(failure, {
    addresses: { apiUrl: "https://api.github.com", serverUrl: "https://github.com" },
    purpose: "look",
    authenticated: true,
  });
  assert.match(
    message,
    /^Could not look: api\.github\.com shows a certificate .*DENO_TLS_CA_STORE=system, or DENO_CERT/,
  );
  assert.equal(
    detail,
    "POST https://api.github.com/x: client error (Connect): invalid peer certificate: UnknownIssuer",
  );
});

Deno.test("where a proxy can't be reached, it is named, and where it is set", async () => {
  const environment: Readonly<Record<string, string>> = { HTTP_PROXY: "http://ada:words@127.0.0.1:1" };
  const client = await createGitHubClient({
    apiUrl: "http://127.0.0.1:1",
    serverUrl: "http://127.0.0.1:1",
    environment: (name) => environment[name],
    token: undefined,
    retry: { firstDelay: 1 },
  });
  const { message } = await refusal(client.request(REPOSITORY_REQUEST));
  assert.match(
    message,
    /^Could not read the repository: 127\.0\.0\.1:1 can't be reached.* through the proxy 127\.0\.0\.1:1 \(HTTP_PROXY\); check it, and the connection/,
  );
});

Deno.test("of several scopes that would do, the usual one is named", () => {
  const headers = { "x-oauth-scopes": "gist", "x-accepted-oauth-scopes": "public_repo, repo" };
  assert.match(sentenceFor(403, headers), /lacks the scope repo \(it has: gist\)/);
});

Deno.test("a gist that can't be made for want of a right is no name to check", () => {
  const request = { method: "POST", url: "https://github.example.com/api/v3/gists" };
  const sentence = sentenceFor(404, {}, request);
  assert.match(sentence, /switched off\), or the token may not; use one with the scope gist \(/);
  assert.doesNotMatch(sentence, /check the name/);
  assert.match(sentenceFor(404, {}, { ...request, method: "GET" }), /check the name/);
});

Deno.test("a token with a wider scope is not said to lack the narrower", () => {
  for (
    const [held, wanted] of [["repo", "public_repo"], ["repo", "repo:status"], ["admin:org", "read:org"], [
      "repo, gist",
      "gist",
    ]]
  ) {
    const headers = { "x-oauth-scopes": held ?? "", "x-accepted-oauth-scopes": wanted ?? "" };
    assert.doesNotMatch(sentenceFor(404, headers), /scope/);
  }
});

Deno.test("a token without any scopes is told so; a token of a kind without scopes isn't", () => {
  assert.match(
    sentenceFor(403, { "x-oauth-scopes": "", "x-accepted-oauth-scopes": "repo" }),
    /\(it has: none\)/,
  );
  assert.doesNotMatch(sentenceFor(403, { "x-accepted-oauth-scopes": "repo" }), /scope/);
});

Deno.test("without a token the sentences say how to set one", async () => {
  await using world = await startSeeded();
  const client = await connect(world.emulator, { token: undefined });
  assert.equal(client.authenticated, false);
  for (
    const [status, word] of [[401, "asks for a token"], [403, "without a token"], [
      404,
      "asks for a token",
    ]] as const
  ) {
    world.emulator.faults.inject({ fault: { kind: "status", status, body: { message: "no" } } });
    const { message } = await refusal(client.request(REPOSITORY_REQUEST));
    assert(message.includes(word) && message.includes("GH_TOKEN"), message);
  }
  assert.equal(world.emulator.requests()[0]?.requestHeaders["authorization"], "absent");
});

const BROKEN: readonly (readonly [title: string, fault: Fault])[] = [
  ["500", { kind: "status", status: 500, body: { message: "oops" } }],
  ["a lost connection", { kind: "reset-before-answer" }],
  ["JSON that is cut", { kind: "malformed-json" }],
];

Deno.test("no error shows the token, whatever goes wrong", async () => {
  const token = ["ghp", "0123456789abcdefghijklmnopqrstuvwxyz"].join("_");
  await using world = await startSeeded({ token });
  const errors = [await refusal(world.client.request(REPOSITORY_REQUEST))];
  for (const [, fault] of [...REFUSALS, ...BROKEN]) {
    world.emulator.faults.inject({ fault, times: 4 });
    errors.push(await refusal(world.client.request(LABEL_REQUEST)));
    world.emulator.faults.clear();
  }
  for (const error of errors) {
    const shown = [error.message, error.detail, error.stack, Deno.inspect(error, { depth: 20 })].join("\n");
    assert(!shown.includes(token), shown);
  }
});
