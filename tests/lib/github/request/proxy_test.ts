import assert from "node:assert/strict";
import { proxyFor } from "../../../../lib/github/request/proxy.ts";

const CASES: readonly (readonly [
  environment: Readonly<Record<string, string>>,
  url: string,
  proxy: string | undefined,
])[] = [
  [{}, "https://api.github.com/x", undefined],
  [
    { HTTPS_PROXY: "http://proxy.acme.test:3128" },
    "https://api.github.com/x",
    "HTTPS_PROXY proxy.acme.test:3128",
  ],
  [{ https_proxy: "proxy.acme.test:3128/" }, "https://api.github.com/x", "https_proxy proxy.acme.test:3128"],
  [
    { HTTPS_PROXY: "http://ada:words@proxy.acme.test:3128" },
    "https://api.github.com/x",
    "HTTPS_PROXY proxy.acme.test:3128",
  ],
  [{ HTTP_PROXY: "http://proxy.acme.test" }, "https://api.github.com/x", undefined],
  [{ HTTP_PROXY: "http://proxy.acme.test" }, "http://git.acme.test/x", "HTTP_PROXY proxy.acme.test"],
  [
    { HTTPS_PROXY: "http://proxy.acme.test", NO_PROXY: "localhost, github.com" },
    "https://api.github.com/x",
    undefined,
  ],
  [
    { HTTPS_PROXY: "http://proxy.acme.test", no_proxy: "*.github.com" },
    "https://api.github.com/x",
    undefined,
  ],
  [
    { HTTPS_PROXY: "http://proxy.acme.test", NO_PROXY: "hub.com" },
    "https://api.github.com/x",
    "HTTPS_PROXY proxy.acme.test",
  ],
  [{ HTTPS_PROXY: " " }, "https://api.github.com/x", undefined],
  [{ HTTPS_PROXY: "http://" }, "https://api.github.com/x", undefined],
  [{ http_proxy: "proxy.acme.test" }, "http://git.acme.test/x", "http_proxy proxy.acme.test"],
  [{ HTTPS_PROXY: "proxy.acme.test", NO_PROXY: "*" }, "https://api.github.com/x", undefined],
  [{ HTTPS_PROXY: "proxy.acme.test", NO_PROXY: "api.github.com" }, "https://api.github.com/x", undefined],
  [
    { HTTPS_PROXY: "proxy.acme.test", NO_PROXY: "" },
    "https://api.github.com./x",
    "HTTPS_PROXY proxy.acme.test",
  ],
  [
    { HTTPS_PROXY: "proxy.acme.test", NO_PROXY: "a.test,," },
    "https://api.github.com./x",
    "HTTPS_PROXY proxy.acme.test",
  ],
];

Deno.test("the proxy of a request is the one of its protocol, told without its password", () => {
  for (const [environment, url, expected] of CASES) {
    const proxy = proxyFor(url, (name) => environment[name]);
    assert.equal(proxy && `${proxy.variable} ${proxy.host}`, expected, JSON.stringify(environment));
  }
});
