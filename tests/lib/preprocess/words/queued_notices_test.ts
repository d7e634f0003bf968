/** Notices about tasks in the background: each is shown once, also where it stands in the queue alone. */

import assert from "node:assert/strict";
import { conversational, convertLines } from "../converting.ts";
import { answer, type Line, prompt, queue, said } from "./queue_lines.ts";

const NOTICE =
  "<task-notification>\n<task-id>b77</task-id>\n<status>failed</status>\n<summary>make docs failed</summary>\n</task-notification>";
const attached: Line = conversational({
  type: "attachment",
  attachment: { type: "queued_command", prompt: NOTICE, commandMode: "task-notification" },
});

for (
  const [way, lines, place] of [
    ["left the queue", [queue("enqueue", NOTICE), queue("remove"), answer("Fixing.")], 1],
    ["left it before a prompt", [queue("enqueue", NOTICE), queue("dequeue"), prompt("And now?")], 1],
    ["still waits", [answer("Waiting."), queue("enqueue", NOTICE)], 2],
  ] as const
) {
  Deno.test(`a notice that ${way} and was never delivered is shown as a delivered one`, async () => {
    const { elements } = await convertLines([prompt("Go"), ...lines]);
    const { name, text, attributes } = elements[place] ?? {};
    assert.deepEqual([name, text, attributes?.origin], ["injected", NOTICE, "notification"]);
    assert.equal(elements.filter(({ name }) => name === "injected").length, 1);
    assert.equal(elements.filter(({ name }) => name === "user").length, way.includes("prompt") ? 2 : 1);
  });
}

for (const [way, delivery] of [["a line", prompt(NOTICE)], ["an attachment", attached]] as const) {
  Deno.test(`a notice that ${way} delivers is shown there, and its announcement counted`, async () => {
    const { elements, report } = await convertLines([
      prompt("Go"),
      queue("enqueue", NOTICE),
      queue("remove"),
      delivery,
      answer("Fixing."),
      prompt("Thanks."),
    ]);
    const shown = elements.filter(({ name }) => name === "injected");
    assert.deepEqual(shown.map(({ text, attributes }) => [text, attributes.ref]), [[NOTICE, "L4"]]);
    assert.deepEqual(report.ledger.deduplicated.reasons["queued notice"], { count: 1, bytes: NOTICE.length });
  });
}

Deno.test("of tasks in the background those are shown that did not end well", async () => {
  const status = (taskId: string, status: string) =>
    conversational({
      type: "attachment",
      attachment: { type: "task_status", taskId, status, description: "npm run e2e", deltaSummary: "exit 1" },
    });
  const converted = await convertLines([
    prompt("Go"),
    status("a", "running"),
    status("b", "failed"),
    status("c", "completed"),
    status("d", "killed"),
    answer("Seen."),
  ]);
  assert.deepEqual(said(converted), ["user: Go", "event: npm run e2e\nexit 1", "assistant: Seen."]);
  const { kind, task, status: shown } = converted.elements[1]?.attributes ?? {};
  assert.deepEqual([kind, task, shown], ["task_status", "b", "failed"]);
  assert.equal(converted.report.ledger.pruned.reasons["attachment/task_status"]?.count, 3);
});
