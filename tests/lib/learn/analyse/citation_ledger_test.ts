import assert from "node:assert/strict";
import { openCitationLedger } from "../../../../lib/learn/analyse/citation_ledger.ts";
import type { Citation } from "../../../../lib/learn/citation.ts";

const LINES: Readonly<Record<string, string>> = { "use the retry helper": "L4", "error: EPIPE": "L7" };

/** Knows the quotes above, and puts their place right. */
function openLedger() {
  return openCitationLedger((citations) => {
    const known = citations.filter(({ quote }) => LINES[quote.replaceAll(/\s+/g, " ")] !== undefined);
    const found = known.map((one) => ({ ...one, ref: LINES[one.quote.replaceAll(/\s+/g, " ")] ?? "" }));
    return {
      verified: found.map((one) => ({ ...one, origin: one.ref === "L4" ? "person" : "tool" })),
      removed: citations.filter((one) => !known.includes(one)).map((citation) => ({ citation, reason: "" })),
      corrected: known.filter(({ ref }, index) => ref !== found[index]?.ref).length,
    };
  });
}

function cite(quote: string, ref = LINES[quote] ?? "L1"): Citation {
  return { kind: "session", source: "s", ref, quote };
}

Deno.test("an answer's own counts say what became of each of its citations", () => {
  const { answer, citations } = openLedger().check({
    inner: [{ citations: [cite("invented"), cite("use the retry helper", "L99"), cite("error: EPIPE")] }],
  });
  assert.deepEqual(answer, { inner: [{ citations: [cite("use the retry helper"), cite("error: EPIPE")] }] });
  assert.deepEqual(citations, { verified: 2, removed: 1, corrected: 1 });
});

Deno.test("a run's counts have each citation once, however many answers repeat it", () => {
  const ledger = openLedger();
  ledger.check({ citations: [cite("use the retry helper", "L99"), cite("invented")] });
  ledger.check({ citations: [cite("use  the\nretry helper", "L4"), cite("invented"), cite("invented too")] });
  assert.deepEqual(ledger.counts(), { verified: 1, removed: 2, corrected: 1 });
});

Deno.test("a tripwire that only a tool speaks for is dropped, and counted once", () => {
  const ledger = openLedger();
  const tripwire = (title: string, quote: string) => ({ title, criteria: {}, citations: [cite(quote)] });
  const plan = { tripwires: [tripwire("kept", "use the retry helper"), tripwire("dropped", "error: EPIPE")] };
  assert.deepEqual(ledger.check(plan).answer.tripwires.map(({ title }) => title), ["kept"]);
  ledger.check(plan);
  assert.equal(ledger.droppedTripwires(), 1);
});
