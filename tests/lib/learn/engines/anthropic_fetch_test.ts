import assert from "node:assert/strict";
import { createAnthropicEngine } from "../../../../lib/learn/engines/anthropic.ts";
import { boundedFetch } from "../../../../lib/learn/engines/anthropic_fetch.ts";
import { failure, question } from "./questions.ts";

Deno.test("an answer without end isn't taken into memory, whatever its status", async () => {
  for (const status of [200, 529]) {
    let sent = 0;
    const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
      const body = new ReadableStream({
        pull(controller) {
          sent += 10_000;
          controller.enqueue(new Uint8Array(10_000));
        },
      });
      return new Response(body, { status });
    });
    const answer = await boundedFetch(1_000, 0, () => {}, 100_000)(`http://127.0.0.1:${server.addr.port}/`);
    assert.equal(answer.status, status);
    await assert.rejects(answer.text(), /it has more than 100000 bytes/);
    assert.ok(sent < 10_000_000, `${sent} bytes were sent`);
    await server.shutdown();
  }
});

Deno.test("what is sent to one address is not sent on to another", async () => {
  const seen: string[] = [];
  const other = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    seen.push(await request.text());
    return new Response("{}");
  });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => Response.redirect(`http://127.0.0.1:${other.addr.port}/v1/messages`, 307),
  );
  const baseUrl = `http://127.0.0.1:${server.addr.port}`;
  const engine = createAnthropicEngine({ apiKey: "key", baseUrl, retries: 1, firstDelayMilliseconds: 1 });
  await failure(
    engine.ask(question()),
    "setup",
    /answered 307, which leads to another address.*ANTHROPIC_BASE_URL/,
  );
  assert.deepEqual(seen, []);
  await server.shutdown();
  await other.shutdown();
});

Deno.test("an answer that has an end comes as it is", async () => {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    ({ url }) =>
      url.endsWith("/none")
        ? new Response(null, { status: 204 })
        : new Response("data: x", { headers: { "x-a": "b" } }),
  );
  const address = `http://127.0.0.1:${server.addr.port}`;
  const answer = await boundedFetch(1_000, 0, () => {})(address);
  assert.deepEqual([await answer.text(), answer.headers.get("x-a")], ["data: x", "b"]);
  assert.equal((await boundedFetch(1_000, 0, () => {})(`${address}/none`)).status, 204);
  await server.shutdown();
});
