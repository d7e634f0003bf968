import assert from "node:assert/strict";
import { condition, evaluate, interpolate } from "./expressions.ts";
import { downloadArtifact, runWorkflow, uploadArtifact, type WorkflowRun } from "./mod.ts";
import { parseOutputs } from "./run_job.ts";

const FINE = { failed: false, cancelled: false };

const RUN: WorkflowRun = {
  inputs: { issue_number: "42", text: '"; exit 9; echo "' },
  secrets: { KEY: "not-a-key" },
  github: { token: "not-a-token", repository: "acme/widgets" },
  actions: { "actions/upload-artifact": uploadArtifact, "actions/download-artifact": downloadArtifact },
  runnerEnv: { PATH: Deno.env.get("PATH") ?? "/usr/bin:/bin" },
};

Deno.test("expressions keep their type alone and become text inside of one", () => {
  const contexts = { inputs: { n: "1", list: "[1,2]" }, needs: { a: { result: "success" } } };
  assert.deepEqual(interpolate("${{ fromJSON(inputs.list) }}", contexts, FINE), [1, 2]);
  assert.equal(interpolate("a-${{ inputs.n }}-${{ inputs.missing }}", contexts, FINE), "a-1-");
  assert.equal(evaluate("needs.a.result == 'success' && !cancelled()", contexts, FINE), true);
  assert.throws(() => evaluate("nonsense.a", contexts, FINE));
});

Deno.test("a condition without a status function wants that nothing failed", () => {
  const failed = { failed: true, cancelled: false };
  assert.equal(condition(undefined, {}, failed), false);
  assert.equal(condition("true", {}, failed), false);
  assert.equal(condition("always()", {}, failed), true);
  assert.equal(condition("${{ failure() }}", {}, failed), true);
  assert.equal(condition("failure()", {}, FINE), false);
  assert.equal(condition("'' ", {}, FINE), false);
});

Deno.test("outputs are single lines or blocks, and anything else is an error", () => {
  assert.deepEqual(parseOutputs("a=1\nb<<END\nx\n=y\nEND\nc=d=e\n"), { a: "1", b: "x\n=y", c: "d=e" });
  assert.throws(() => parseOutputs("nothing\n"), /no output/);
  assert.throws(() => parseOutputs("a<<END\nx\n"), /has no end/);
});

Deno.test({
  name: "jobs run by their needs, hand outputs and artifacts on, and see only their own environment",
  ignore: Deno.build.os === "windows",
  async fn() {
    const outcome = await runWorkflow(
      `
env: { RUN: "of \${{ github.repository }}" }
jobs:
  last:
    needs: many
    if: \${{ !cancelled() }}
    steps:
      - uses: actions/download-artifact@0
        with: { pattern: part-*, path: parts, merge-multiple: true }
      - run: cat parts/1 parts/2
  first:
    outputs: { list: "\${{ steps.make.outputs.list }}" }
    steps:
      - id: make
        env: { TEXT: "\${{ inputs.text }}", KEY: "\${{ secrets.KEY }}" }
        run: |
          printf '%s %s\\n' "$TEXT" "$RUN"
          echo 'list=[1,2]' >> "$GITHUB_OUTPUT"
          echo "# Done" >> "$GITHUB_STEP_SUMMARY"
      - run: echo "key is \${KEY:-not here}"
  many:
    needs: [first]
    strategy: { matrix: { n: "\${{ fromJSON(needs.first.outputs.list) }}" } }
    steps:
      - env: { N: "\${{ matrix.n }}" }
        run: mkdir out; echo "part $N" > "out/$N"
      - uses: actions/upload-artifact@0
        with: { name: "part-\${{ strategy.job-index }}", path: out/ }
`,
      RUN,
    );
    assert.deepEqual(Object.entries(outcome.jobs).map(([id, { result }]) => [id, result]), [
      ["first", "success"],
      ["many", "success"],
      ["last", "success"],
    ]);
    const [made, key] = outcome.steps;
    assert.equal(made?.said, '"; exit 9; echo " of acme/widgets\n');
    assert.deepEqual([made?.env.KEY, made?.summary], ["not-a-key", "# Done\n"]);
    assert.equal(key?.said, "key is not here\n");
    assert.equal(outcome.steps.at(-1)?.said, "part 1\npart 2\n");
  },
});

Deno.test({
  name: "a failing step ends its job, and only jobs and steps that ask for it run then",
  ignore: Deno.build.os === "windows",
  async fn() {
    const outcome = await runWorkflow(
      `
jobs:
  a:
    steps:
      - run: "false | true"
      - run: echo never
      - if: always()
        run: echo cleaning
  b: { needs: a, steps: [{ run: echo never }] }
  c: { needs: b, if: "\${{ failure() }}", steps: [{ run: "echo told: $A", env: { A: "\${{ needs.b.result }}" } }] }
`,
      RUN,
    );
    assert.deepEqual(Object.values(outcome.jobs).map(({ result }) => result), [
      "failure",
      "skipped",
      "success",
    ]);
    assert.deepEqual(outcome.steps.map(({ outcome, said }) => [outcome, said]), [
      ["failure", ""],
      ["skipped", ""],
      ["success", "cleaning\n"],
      ["success", "told: skipped\n"],
    ]);
    const unknown = await runWorkflow("jobs: { a: { steps: [{ uses: who/knows@1 }] } }", RUN);
    assert.match(unknown.steps[0]?.said ?? "", /no action who\/knows/);
    await assert.rejects(
      runWorkflow("jobs: { a: { container: x, steps: [] } }", RUN),
      /doesn't know "container"/,
    );
  },
});
