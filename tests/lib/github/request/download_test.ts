import assert from "node:assert/strict";
import type { GitHubClient } from "../../../../lib/github/mod.ts";
import { refusal, startSeeded } from "../emulator_client.ts";

/** A host beside the API that answers as told and notes who came with a token. */
function startHost(answer: (url: URL) => Response) {
  const authorizations: (string | null)[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    authorizations.push(request.headers.get("authorization"));
    return answer(new URL(request.url));
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    authorizations,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function download(
  client: GitHubClient,
  url: string,
  options: { maximumBytes?: number; allows?: (url: URL) => boolean } = {},
) {
  return client.download({ url, purpose: "fetch it", maximumBytes: 1_000, allows: () => true, ...options });
}

Deno.test("bytes come as they are, and the token doesn't go to another origin", async () => {
  await using world = await startSeeded();
  await using host = startHost(() => new Response(Uint8Array.of(0, 255, 13, 10)));
  assert.deepEqual(await download(world.client, `${host.url}/x`), Uint8Array.of(0, 255, 13, 10));
  assert.deepEqual(host.authorizations, [null]);
});

Deno.test("the token goes along to the API's own origin, and is dropped on a redirect away from it", async () => {
  await using world = await startSeeded();
  await using host = startHost(() => new Response("x"));
  world.emulator.faults.inject({
    server: "api",
    fault: { kind: "status", status: 302, headers: { location: `${host.url}/y` } },
  });
  await download(world.client, `${world.emulator.apiUrl}/x`);
  assert.equal(world.emulator.requests()[0]?.requestHeaders["authorization"], "present");
  assert.deepEqual(host.authorizations, [null]);
});

Deno.test("each hop of a redirect is asked for, not only the first", async () => {
  await using world = await startSeeded();
  await using host = startHost(({ pathname }) =>
    pathname === "/a" ? new Response(null, { status: 307, headers: { location: "/b" } }) : new Response("x")
  );
  const allows = (url: URL) => url.pathname === "/a";
  assert.match((await refusal(download(world.client, `${host.url}/a`, { allows }))).message, /is not a host/);
  assert.equal(host.authorizations.length, 1);
});

Deno.test("redirects in circles end", async () => {
  await using world = await startSeeded();
  await using host = startHost(() => new Response(null, { status: 302, headers: { location: "/again" } }));
  assert.match((await refusal(download(world.client, host.url))).message, /redirected more than 5 times/);
});

Deno.test("more bytes than allowed are refused, whether or not their number was told", async () => {
  await using world = await startSeeded();
  const body = () => new Blob(["x".repeat(5_000)]).stream();
  await using host = startHost(({ pathname }) =>
    new Response(pathname === "/known" ? "x".repeat(5_000) : body())
  );
  for (const path of ["known", "unknown"]) {
    assert.match(
      (await refusal(download(world.client, `${host.url}/${path}`))).message,
      /larger than 1000 bytes/,
    );
  }
});

Deno.test("an address that is none is refused at once", async () => {
  const told: string[] = [];
  await using world = await startSeeded({ onRetry: (message) => void told.push(message) });
  assert.match((await refusal(download(world.client, "::::"))).message, /its address is no address/);
  assert.deepEqual(told, []);
});

Deno.test("a refusal of the host is told with its status", async () => {
  await using world = await startSeeded();
  await using host = startHost(() => new Response("The specified blob does not exist.", { status: 404 }));
  const error = await refusal(download(world.client, host.url));
  assert.match(error.message, /^Could not fetch it: it isn't there/);
  assert.match(error.detail ?? "", /HTTP 404: The specified blob does not exist\./);
});
