import assert from "node:assert/strict";
import { join } from "node:path";
import { collectParts, preprocessSession, writePartsTo } from "../../../lib/preprocess/mod.ts";
import { SharedHistory } from "../../../lib/preprocess/repeats/shared_history.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { convertFile, inFolder, userLine } from "./converting.ts";

Deno.test("files get their names only with the whole session, and nothing is left of an aborted one", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "a.jsonl");
    await Deno.writeTextFile(path, `${JSON.stringify(userLine("Go"))}\n`);
    const redactor = await createRedactor();
    const options = { maxTokens: 20_000, includeAgents: true, detail: "normal" as const, redactor };
    const report = await preprocessSession(
      { path, sessionId: "s1" },
      options,
      writePartsTo(join(folder, "out"), "impl"),
    );
    assert.deepEqual(report.parts.map(({ name }) => name), ["impl-s1.xml"]);
    const signal = AbortSignal.abort(new Error("stopped"));
    await assert.rejects(
      preprocessSession({ path }, { ...options, signal }, writePartsTo(join(folder, "out2"), "impl")),
      /stopped/,
    );
    assert.throws(() => Deno.statSync(join(folder, "out2")));
  });
});

Deno.test("a subagent's log that goes before it is read is named, and the session is converted without it", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "a.jsonl");
    const agentLog = join(folder, "agent-a1b2c3d4.jsonl");
    const line = (words: string) => `${JSON.stringify({ ...userLine(words), sessionId: "a" })}\n`;
    await Deno.writeTextFile(path, line("Go"));
    await Deno.writeTextFile(agentLog, line("Look"));
    /** Begins when the agents' logs have been found. */
    class LateHistory extends SharedHistory {
      override begin(sessionId: string) {
        Deno.removeSync(agentLog);
        return super.begin(sessionId);
      }
    }
    const sink = collectParts();
    const { status, unparsed } = await preprocessSession({ path, sessionId: "a" }, {
      maxTokens: 20_000,
      includeAgents: true,
      detail: "normal",
      redactor: await createRedactor(),
      history: new LateHistory(),
    }, sink);
    assert.deepEqual([status, sink.parts.length], ["converted", 1]);
    assert.deepEqual(unparsed.map(({ file, line }) => [file, line]), [["agent-a1b2c3d4.jsonl", 0]]);
  });
});

Deno.test("the session's id is the file's name if that is one, else what the lines say", async () => {
  await inFolder(async (folder) => {
    const line = `${JSON.stringify(userLine("Go"))}\n`;
    await Deno.writeTextFile(join(folder, "large.jsonl"), line);
    assert.equal(
      (await convertFile(join(folder, "large.jsonl"))).report.sessionId,
      "11111111-2222-4333-8444-555555555555",
    );
    const id = "99999999-2222-4333-8444-555555555555";
    await Deno.writeTextFile(join(folder, `${id}.jsonl`), line);
    assert.equal((await convertFile(join(folder, `${id}.jsonl`))).report.sessionId, id);
  });
});

Deno.test("a missing log and a senseless part size are sentences", async () => {
  const options = {
    maxTokens: 20_000,
    includeAgents: true,
    detail: "normal" as const,
    redactor: await createRedactor(),
  };
  await assert.rejects(preprocessSession({ path: "/nowhere/x.jsonl" }, options, collectParts()), UserError);
  for (const maxTokens of [10, 0, -1, NaN]) {
    await assert.rejects(
      preprocessSession({ path: "/nowhere/x.jsonl" }, { ...options, maxTokens }, collectParts()),
      UserError,
    );
  }
});
