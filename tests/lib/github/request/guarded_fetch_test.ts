import assert from "node:assert/strict";
import { createGuardedFetch } from "../../../../lib/github/request/guarded_fetch.ts";
import { refusal, REPOSITORY_REQUEST, startSeeded } from "../emulator_client.ts";

Deno.test("a redirect within the server is followed with the token, as for a renamed repository", async () => {
  await using world = await startSeeded();
  const location = `${world.emulator.apiUrl}/repos/acme/tidebook`;
  world.emulator.faults.inject({
    path: /old-name/,
    fault: { kind: "status", status: 301, headers: { location } },
  });
  const parameters = { owner: "acme", repo: "old-name" };
  assert.equal(
    (await world.client.request({ ...REPOSITORY_REQUEST, parameters })).data.default_branch,
    "main",
  );
  assert.equal(
    world.emulator.requests({ path: "/repos/acme/tidebook" })[0]?.requestHeaders["authorization"],
    "present",
  );
});

Deno.test("a redirect in circles ends", async () => {
  await using world = await startSeeded();
  const location = `${world.emulator.apiUrl}/repos/acme/tidebook`;
  world.emulator.faults.inject({ fault: { kind: "status", status: 302, headers: { location } }, times: 50 });
  assert.match(
    (await refusal(world.client.request(REPOSITORY_REQUEST))).message,
    /redirected more than 5 times/,
  );
});

Deno.test("a redirect or a next page on another origin never gets the token", async () => {
  const seen: string[] = [];
  const other = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    seen.push(request.headers.get("authorization") ?? "none");
    return Response.json([]);
  });
  await using world = await startSeeded();
  const elsewhere = `http://127.0.0.1:${other.addr.port}/x`;
  world.emulator.faults.inject({ fault: { kind: "status", status: 307, headers: { location: elsewhere } } });
  await refusal(world.client.request(REPOSITORY_REQUEST));
  world.emulator.faults.inject({
    fault: { kind: "status", status: 200, headers: { link: `<${elsewhere}>; rel="next"` }, body: [] },
  });
  const list = { ...REPOSITORY_REQUEST, route: "GET /repos/{owner}/{repo}/labels" };
  await refusal(world.client.list(list));
  await other.shutdown();
  assert.deepEqual(seen, []);
});

/** Addresses that look like the API's, and none is. */
const LOOKALIKES = [
  "http://api.github.com/gists",
  "https://api.github.com:8443/gists",
  "https://api.github.com.evil.test/gists",
  "https://evil.test/api.github.com",
  "https://api.github.com@evil.test/gists",
  "https://gist.githubusercontent.com/ada/0/raw",
  "https://raw.api.github.com/gists",
  "//evil.test/gists",
  "file:///etc/passwd",
];

for (const location of LOOKALIKES) {
  Deno.test(`the token is not taken to ${location}, neither at first nor by a redirect`, async () => {
    const seen: string[] = [];
    const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
      seen.push(request.url);
      return new Response(null, { status: 307, headers: { location } });
    });
    const origin = `http://127.0.0.1:${server.addr.port}`;
    const options = { headers: { authorization: "token made-up" } };
    await assert.rejects(createGuardedFetch(origin)(`${origin}/gists`, options), /was not followed/);
    assert.equal(seen.length, 1);
    await server.shutdown();
    const address = new URL(location, "https://api.github.com").href;
    await assert.rejects(createGuardedFetch("https://api.github.com")(address, options), /was not followed/);
  });
}

Deno.test("a server that insists on a body's length gets it, and is asked to act once only", async () => {
  const acted: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const body = await request.text();
    if (!request.headers.has("content-length")) return new Response("length required", { status: 411 });
    acted.push(body);
    return Response.json({ done: true });
  });
  const origin = `http://127.0.0.1:${server.addr.port}`;
  const answer = await createGuardedFetch(origin)(`${origin}/gists`, {
    method: "POST",
    body: '{"public":false}',
  });
  assert.deepEqual(await answer.json(), { done: true });
  assert.deepEqual(acted, ['{"public":false}']);
  await server.shutdown();
});
