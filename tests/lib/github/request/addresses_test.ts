import assert from "node:assert/strict";
import {
  githubAddresses,
  isLoopback,
  servesGists,
  servesPages,
  servesRawGists,
} from "../../../../lib/github/request/addresses.ts";
import { UserError } from "../../../../lib/user_error.ts";

type Environment = Readonly<Record<string, string>>;

const CASES:
  readonly (readonly [title: string, environment: Environment, apiUrl: string, serverUrl: string])[] = [
    ["nothing set is github.com", {}, "https://api.github.com", "https://github.com"],
    [
      "an enterprise API gives its server",
      { GITHUB_API_URL: "https://git.acme.test/api/v3/" },
      "https://git.acme.test/api/v3",
      "https://git.acme.test",
    ],
    [
      "an enterprise server gives its API",
      { GITHUB_SERVER_URL: "https://git.acme.test" },
      "https://git.acme.test/api/v3",
      "https://git.acme.test",
    ],
    [
      "a data residency server gives its API",
      { GITHUB_SERVER_URL: "https://acme.ghe.com" },
      "https://api.acme.ghe.com",
      "https://acme.ghe.com",
    ],
    [
      "a data residency API gives its server",
      { GITHUB_API_URL: "https://api.acme.ghe.com" },
      "https://api.acme.ghe.com",
      "https://acme.ghe.com",
    ],
    [
      "a server of github.com gives its API",
      { GITHUB_SERVER_URL: "https://github.com" },
      "https://api.github.com",
      "https://github.com",
    ],
    [
      "what is set to nothing is not set",
      { GITHUB_API_URL: "", GITHUB_SERVER_URL: " " },
      "https://api.github.com",
      "https://github.com",
    ],
    [
      "what GitHub Actions sets is github.com",
      { GITHUB_API_URL: "https://api.github.com", GITHUB_SERVER_URL: "https://github.com" },
      "https://api.github.com",
      "https://github.com",
    ],
    [
      "both are taken as they are",
      { GITHUB_API_URL: "http://127.0.0.1:8001", GITHUB_SERVER_URL: "http://127.0.0.1:8002/" },
      "http://127.0.0.1:8001",
      "http://127.0.0.1:8002",
    ],
  ];

for (const [title, environment, apiUrl, serverUrl] of CASES) {
  Deno.test(`addresses: ${title}`, () => {
    assert.deepEqual(githubAddresses((name) => environment[name]), { apiUrl, serverUrl });
  });
}

Deno.test("an API address that is none names the variable", () => {
  for (const wrong of ["api.github.com", "ftp://x.test", "not an address"]) {
    assert.throws(
      () => githubAddresses((name) => name === "GITHUB_API_URL" ? wrong : undefined),
      (error: unknown) => error instanceof UserError && error.message.includes("GITHUB_API_URL"),
    );
  }
});

const RAW: readonly (readonly [apiUrl: string, url: string, allowed: boolean])[] = [
  ["https://api.github.com", "https://gist.githubusercontent.com/ada/1/raw/x", true],
  ["https://api.github.com", "http://gist.githubusercontent.com/ada/1/raw/x", false],
  ["https://api.github.com", "https://gist.githubusercontent.com.evil.test/x", false],
  ["https://api.github.com", "https://raw.githubusercontent.com/x", false],
  ["https://api.github.com", "http://127.0.0.1/x", false],
  ["https://git.acme.test/api/v3", "https://git.acme.test/raw/1", true],
  ["https://git.acme.test/api/v3", "https://gist.git.acme.test/raw/1", true],
  ["https://git.acme.test/api/v3", "https://git.acme.test.evil.test/raw/1", false],
  ["https://git.acme.test/api/v3", "https://gist.githubusercontent.com/raw/1", false],
  ["http://git.acme.test/api/v3", "https://git.acme.test/raw/1", true],
  ["http://git.acme.test/api/v3", "http://git.acme.test/raw/1", true],
  ["https://git.acme.test/api/v3", "http://git.acme.test/raw/1", false],
  ["https://api.acme.ghe.com", "https://gist.acme.ghe.com/raw/1", true],
  ["https://api.acme.ghe.com", "https://other.ghe.com/raw/1", false],
  ["http://127.0.0.1:8001", "http://127.0.0.1:8002/raw/1", true],
  ["http://127.0.0.1:8001", "http://localhost:8002/raw/1", true],
  ["http://127.0.0.1:8001", "https://evil.test/raw/1", false],
];

for (const [apiUrl, url, allowed] of RAW) {
  Deno.test(`a raw gist at ${url} is ${allowed ? "fetched" : "refused"} with the API at ${apiUrl}`, () => {
    assert.equal(servesRawGists(apiUrl, new URL(url)), allowed);
  });
}

const GITHUB = githubAddresses(() => undefined);
const ENTERPRISE = { apiUrl: "https://git.acme.test/api/v3", serverUrl: "https://git.acme.test" };

Deno.test("addresses of gists and issues are those of their server, or of this machine where it stands for one", () => {
  const local = { apiUrl: "http://127.0.0.1:8001", serverUrl: "http://127.0.0.1:8001" };
  for (
    const [addresses, address, gists, pages] of [
      [GITHUB, "https://gist.github.com/ada/1", true, true],
      [GITHUB, "https://gist.githubusercontent.com/ada/1", true, true],
      [GITHUB, "https://evilgithub.com/ada/1", false, false],
      [GITHUB, "https://git.acme.test/ada/1", false, false],
      [GITHUB, "http://127.0.0.1:8001/ada/1", false, true],
      [ENTERPRISE, "https://gist.git.acme.test/ada/1", true, true],
      [ENTERPRISE, "https://gist.github.com/ada/1", false, false],
      [ENTERPRISE, "http://localhost/ada/1", false, true],
      [local, "http://localhost:9/ada/1", true, true],
      [local, "https://gist.github.com/ada/1", true, true],
      [local, "https://evil.test/ada/1", false, false],
    ] as const
  ) {
    const url = new URL(address);
    assert.deepEqual([servesGists(addresses, url), servesPages(addresses, url)], [gists, pages], address);
  }
});

Deno.test("only this machine is loopback", () => {
  assert(["localhost", "127.0.0.1", "127.100.200.255", "127.9.9.9", "[::1]"].every(isLoopback));
  assert(!["127.0.0.1.evil.test", "localhost.evil.test", "10.0.0.1", "::"].some(isLoopback));
});
