import assert from "node:assert/strict";
import fc from "fast-check";
import { actionsStep, renderOutput } from "../../../lib/report/actions.ts";
import { redactedText } from "../../../lib/redact/redacted.ts";
import { parseOutputs } from "../../support/workflow_runner/run_job.ts";

async function inWorkflow<T>(work: (environment: Record<string, string>) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir();
  try {
    const environment = {
      GITHUB_ACTIONS: "true",
      GITHUB_OUTPUT: `${folder}/output`,
      GITHUB_STEP_SUMMARY: `${folder}/summary`,
    };
    for (const path of [environment.GITHUB_OUTPUT, environment.GITHUB_STEP_SUMMARY]) {
      await Deno.writeTextFile(path, "before=1\n");
    }
    return await work(environment);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("outputs and summaries are added to what is there", async () => {
  await inWorkflow(async (environment) => {
    const step = actionsStep({ environment: (name) => environment[name], writeLine() {} });
    await step.output({ state: redactedText`gathered`, parts: 3 });
    await step.output({ files: redactedText`a\nb` });
    assert.deepEqual(parseOutputs(await Deno.readTextFile(environment.GITHUB_OUTPUT ?? "")), {
      before: "1",
      state: "gathered",
      parts: "3",
      files: "a\nb",
    });
    await step.summary(redactedText`# Learned\n`);
    assert.equal(await Deno.readTextFile(environment.GITHUB_STEP_SUMMARY ?? ""), "before=1\n# Learned\n");
  });
});

Deno.test("no value of an output can set another one", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("END", "evil=1", "evil<<END", "\r", "x"), { maxLength: 6 }),
      (lines) => {
        const value = lines.join("\n");
        assert.deepEqual(parseOutputs(renderOutput("state", value)), { state: value });
      },
    ),
  );
});

Deno.test("annotations are one line whatever they say, and outside of a workflow nothing is said or written", async () => {
  const lines: string[] = [];
  const writeLine = (line: string) => void lines.push(line);
  actionsStep({ environment: () => "true", writeLine }).annotate(
    "warning",
    "a: b, c",
    redactedText`50 %\r\n::error::evil`,
  );
  assert.deepEqual(lines, ["::warning title=a%3A b%2C c::50 %25%0D%0A::error::evil"]);
  const outside = actionsStep({ environment: () => undefined, writeLine });
  outside.annotate("error", "a", redactedText`b`);
  await outside.output({ a: 1 });
  await outside.summary(redactedText`x`);
  assert.equal(lines.length, 1);
});

Deno.test("outputs that can't be written are a failure, a summary that can't is none", async () => {
  const step = actionsStep({ environment: () => "/nowhere/at/all", writeLine() {} });
  await assert.rejects(step.output({ a: 1 }), /Cannot write the step's outputs to \/nowhere/);
  await step.summary(redactedText`x`);
});
