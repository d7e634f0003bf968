import assert from "node:assert/strict";
import { checkCitations, checkPlan, justifiedTripwires } from "../../../../lib/learn/analyse/check_answer.ts";
import { type CitationVerifier, openCitationLedger } from "../../../../lib/learn/analyse/citation_ledger.ts";
import type { Citation, Origin } from "../../../../lib/learn/citation.ts";
import type { DocumentItem, LearnPlan, ScoredTripwire } from "../../../../lib/learn/plan/learn_plan.ts";

const PLACES: Readonly<Record<string, { readonly ref: string; readonly origin: Origin }>> = {
  "use the retry helper": { ref: "L4", origin: "person" },
  "error: EPIPE": { ref: "L7", origin: "tool" },
  "caveat: local command": { ref: "L8", origin: "client" },
};

/** Knows the three quotes above, and puts their place right. */
const verify: CitationVerifier = (citations) => {
  const known = citations.filter(({ quote }) => PLACES[quote] !== undefined);
  return {
    verified: known.map((one) => ({
      ...one,
      ref: "",
      ...PLACES[one.quote],
      origin: PLACES[one.quote]?.origin ?? "tool",
    })),
    removed: citations.filter((one) => !known.includes(one)).map((citation) => ({
      citation,
      reason: "not there",
    })),
    corrected: known.filter(({ ref, quote }) => ref !== PLACES[quote]?.ref).length,
  };
};

function cite(quote: string, ref = PLACES[quote]?.ref ?? "L1"): Citation {
  return { kind: "session", source: "s", ref, quote };
}

function item(changes: Partial<DocumentItem>): DocumentItem {
  return {
    title: "t",
    location: "docs/new.md",
    action: "CREATE",
    priority: "HIGH",
    sourceAttribution: "",
    rationale: "",
    draftContent: "d",
    readWhen: [],
    citations: [cite("use the retry helper")],
    ...changes,
  };
}

function tripwire(title: string, quotes: readonly string[]): ScoredTripwire {
  const criteria = {
    nonObvious: true,
    crossCutting: true,
    destructive: false,
    silent: false,
    repeated: false,
    externalQuirk: false,
  };
  return {
    title,
    action: "a",
    warning: "w",
    targetDocPath: "d",
    criteria,
    citations: quotes.map((quote) => cite(quote)),
  };
}

Deno.test("citations that can't be found are removed at any depth, places are put right, all else stays", () => {
  const answer = {
    summary: "s",
    list: [{ inner: { citations: [cite("invented"), cite("use the retry helper", "L99")], n: 1 } }],
    citations: [cite("error: EPIPE")],
    nothing: null,
  };
  const { answer: checked, citations } = checkCitations(answer, verify);
  assert.deepEqual(checked, {
    summary: "s",
    list: [{ inner: { citations: [cite("use the retry helper")], n: 1 } }],
    citations: [cite("error: EPIPE")],
    nothing: null,
  });
  assert.deepEqual(citations, { verified: 2, removed: 1, corrected: 1 });
});

Deno.test("a plan's item without a verified citation is kept with low priority, and no document is created twice", () => {
  const plan: LearnPlan = {
    title: "p",
    context: "",
    items: [
      item({}),
      item({ citations: [cite("invented")] }),
      item({ location: "docs/there.md" }),
      item({ location: "docs/there.md", action: "DELETE_STALE" }),
    ],
    contradictions: [],
    staleDocuments: [],
    preventionInsights: [],
    tripwires: [tripwire("person", ["use the retry helper"]), tripwire("tool", ["error: EPIPE"])],
  };
  const checked = checkPlan(plan, verify, ["docs/there.md"]);
  assert.deepEqual(
    checked.plan.items.map(({ action, priority, citations }) => [action, priority, citations.length]),
    [
      ["CREATE", "HIGH", 1],
      ["CREATE", "LOW", 0],
      ["UPDATE", "HIGH", 1],
      ["DELETE_STALE", "HIGH", 1],
    ],
  );
  assert.deepEqual(checked.plan.tripwires.map(({ title }) => title), ["person"]);
  assert.equal(checked.droppedTripwires, 1);
});

Deno.test("a tripwire that only tools and the client speak for is dropped, and so is one that nothing proves", () => {
  const { kept, dropped } = justifiedTripwires([
    tripwire("tool and client", ["error: EPIPE", "caveat: local command"]),
    tripwire("invented", ["invented"]),
    tripwire("none", []),
    tripwire("person too", ["error: EPIPE", "use the retry helper"]),
  ], verify);
  assert.deepEqual([kept.map(({ title }) => title), dropped], [["person too"], 3]);
});

Deno.test("a run's counts have each citation once, however many answers repeat it", () => {
  const ledger = openCitationLedger(verify);
  ledger.verify([cite("use the retry helper", "L99"), cite("invented")]);
  ledger.verify([
    cite("use  the\nretry helper".replaceAll(/\s+/g, " ")),
    cite("invented"),
    cite("invented too"),
  ]);
  assert.deepEqual(ledger.counts(), { verified: 1, removed: 2, corrected: 1 });
});
