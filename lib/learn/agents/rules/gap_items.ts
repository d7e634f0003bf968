/** Evidence, inventory and stale documents → what to document, by rules. */

import { shareAPlace, uniteCitations } from "../../plan/citation_lists.ts";
import { codeSpan } from "../../plan/markdown.ts";
import type { FindingKind } from "../../evidence/finding.ts";
import type { DocumentItem } from "../../plan/learn_plan.ts";
import type { GapItem } from "../answers/gap_analysis.ts";
import type { InventoryItem } from "../answers/diff_analysis.ts";
import type { GapInput } from "../inputs.ts";
import { chooseLocation, type Shelf } from "./choose_location.ts";
import { standingOf } from "./advice.ts";
import { type FindingGroup, groupFindings, withoutDetoursOf } from "./finding_groups.ts";
import {
  attributionOf,
  countKinds,
  isByPeople,
  saysNothing,
  type SessionKinds,
  sourcesOf,
  titleOf,
  wordsOf,
} from "./finding_words.ts";

/** How a kind of finding is treated. */
interface Treatment {
  readonly shelf: Shelf;
  /** From this weight on it is an item; below, it is skipped with its reason. */
  readonly from: number;
  /** From these weights on. */
  readonly high?: number;
  readonly medium: number;
  /** Why it is worth documenting. */
  readonly rationale: string;
}

const TREATMENTS: Readonly<Record<FindingKind, Treatment>> = {
  "user-correction": {
    shelf: "conventions",
    from: 1,
    high: 4,
    medium: 1,
    rationale: "A person had to correct this; said beforehand, nobody has to.",
  },
  "denial": {
    shelf: "conventions",
    from: 1,
    high: 4,
    medium: 1,
    rationale: "A person refused this; the next session should not propose it again.",
  },
  "review-request": {
    shelf: "conventions",
    from: 2,
    high: 4,
    medium: 1,
    rationale: "A reviewer had to ask for this; said beforehand, nobody has to.",
  },
  "queued-steering": {
    shelf: "conventions",
    from: 3,
    high: 5,
    medium: 4,
    rationale:
      "A person steered the work while it ran: the goal or the way was not clear from what was written.",
  },
  "interruption": {
    shelf: "conventions",
    from: 2,
    high: 5,
    medium: 4,
    // Not always because it went wrong: some have seen enough, and go on.
    rationale: "A person stopped the work; what they said instead was not clear from what was written.",
  },
  "error-resolved": {
    shelf: "troubleshooting",
    from: 2,
    high: 5,
    medium: 3,
    rationale: "The attempt that worked is known; written down, it saves the attempts before it.",
  },
  "error-unresolved": {
    shelf: "troubleshooting",
    from: 3,
    medium: 4,
    rationale: "No session shows a solution: whoever finds it should write it down here.",
  },
  "long-detour": {
    shelf: "troubleshooting",
    from: 2,
    high: 5,
    medium: 3,
    rationale: "Many steps went by before it worked; the short way is worth writing down.",
  },
  "reverted-edit": {
    shelf: "decisions",
    from: 2,
    medium: 4,
    rationale: "An edit was taken back: what was tried first did not hold.",
  },
  "plan-difference": {
    shelf: "decisions",
    from: 2,
    medium: 4,
    rationale: "What was planned and what was done differ; the reason is a decision that is written nowhere.",
  },
  "repeated-command": {
    shelf: "finding-your-way",
    from: 3,
    medium: 5,
    rationale:
      "The same command was run again and again: its result, or what it needs, should be easy to find.",
  },
  "repeated-read": {
    shelf: "finding-your-way",
    from: 3,
    medium: 5,
    rationale: "The same place was read again and again: a note on what stands there saves the reading.",
  },
  "external-lookup": {
    shelf: "external-references",
    from: 2,
    medium: 4,
    rationale:
      "It had to be looked up outside of the repository; a note with the address and the answer saves it.",
  },
};

/** Of what people said, and of the rest: more than that nobody reads through, and it is listed as skipped. */
const MAX_ITEMS_OF_PEOPLE = 15;
const MAX_OTHER_ITEMS = 10;

/** Items of the evidence, those of most consequence first, then what is skipped, one for each kind. */
export function evidenceItems(input: GapInput): GapItem[] {
  const groups = groupFindings(input.evidence.findings);
  const said = groups.flatMap((group) => {
    const path = documentThatSays(group, input);
    return path === undefined ? [] : [{ group, path }];
  });
  const worthIt = groups.filter((group) =>
    group.weight >= TREATMENTS[group.kind].from && !saysNothing(group.findings[0]) &&
    !said.some((one) => one.group === group)
  );
  const [people = [], others = []] = [true, false].map((byPeople) =>
    worthIt.filter(({ findings: [first] }) => isByPeople(first) === byPeople)
  );
  const distinct = withoutDetoursOf(others);
  const kept = [...people.slice(0, MAX_ITEMS_OF_PEOPLE), ...distinct.slice(0, MAX_OTHER_ITEMS)];
  const light = groups.filter((group) =>
    !worthIt.includes(group) && !said.some((one) => one.group === group)
  );
  const doubles = others.filter((group) => !distinct.includes(group));
  const beyond = worthIt.filter((group) => !kept.includes(group) && !doubles.includes(group));
  return [
    ...kept.map((group) => evidenceItem(group, input)),
    ...said.map(({ group, path }) => saidItem(group, path, input)),
    ...skippedItems(light, "they cost little and show nothing that would recur"),
    ...skippedItems(doubles, "they led to what an error tells that is named"),
    ...skippedItems(
      beyond,
      "a plan by rules names the weightiest alone",
    ),
  ];
}

/** Kinds whose resolution is what worked. */
const ATTEMPTS: ReadonlySet<FindingKind> = new Set(["error-resolved", "long-detour"]);
const GOT_PAST = "A check was got past and the cause stayed: whoever finds it should write it down here.";

function evidenceItem({ kind, findings, weight }: FindingGroup, input: GapInput): GapItem {
  const { shelf, high = Infinity, medium, rationale } = TREATMENTS[kind];
  const citations = uniteCitations(findings.map((finding) => finding.citations));
  const { path, exists } = chooseLocation(shelf, citations, input);
  const isGotPast = ATTEMPTS.has(kind) && standingOf(findings[0]) === "passes-over-a-check";
  const times = findings.length === 1 ? "" : ` It happened ${findings.length} times.`;
  return {
    title: titleOf(findings[0].summary),
    classification: exists ? "UPDATE_EXISTING" : "NEW_DOC",
    priority: (isByPeople(findings[0]) ? wordsOf(findings[0]) === undefined : isGotPast)
      ? "LOW"
      : weight >= high
      ? "HIGH"
      : weight >= medium
      ? "MEDIUM"
      : "LOW",
    location: path,
    rationale: `${isGotPast ? GOT_PAST : rationale}${times}`,
    sourceAttribution: attributionOf(findings, sessionKinds(input)),
    citations,
  };
}

/** The document that says word for word what all of a group do. */
function documentThatSays({ findings }: FindingGroup, { docsCheck }: GapInput): string | undefined {
  const existing = docsCheck?.existing ?? [];
  const [first, ...others] = findings.map(({ citations }) =>
    existing.find((document) =>
      shareAPlace(document.citations.filter(({ kind }) => kind !== "document"), citations)
    )
      ?.path
  );
  return others.every((path) => path !== undefined) ? first : undefined;
}

function saidItem({ findings }: FindingGroup, path: string, input: GapInput): GapItem {
  return {
    title: titleOf(findings[0].summary),
    classification: "SKIP",
    priority: "LOW",
    location: "",
    rationale: `${codeSpan(path)} says it word for word.`,
    sourceAttribution: attributionOf(findings, sessionKinds(input)),
    citations: uniteCitations(findings.map(({ citations }) => citations)),
  };
}

function skippedItems(groups: readonly FindingGroup[], reason: string): GapItem[] {
  return [...Map.groupBy(groups, ({ kind }) => kind).values()].map((same) => {
    const findings = same.flatMap(({ findings }) => findings);
    return {
      title: countKinds(findings),
      classification: "SKIP",
      priority: "LOW",
      location: "",
      rationale: `Left out: ${reason} (evidence ${findings.map(({ id }) => id).join(", ")}).`,
      sourceAttribution: "evidence",
      citations: [],
    };
  });
}

/** Options, commands and settings that no document mentions; those that one mentions are skipped. */
export function inventoryItems(input: GapInput): GapItem[] {
  const needed = input.diffAnalysis?.inventory.filter(({ needsDocumentation }) => needsDocumentation) ?? [];
  return needed.map((item) => {
    const name = codeSpan(item.name);
    const document = input.docsCheck?.existing.find(({ covers }) => covers.includes(name));
    const sourceAttribution = sourcesOf(item.citations, sessionKinds(input)).join(", ") ||
      `diff of ${item.path}`;
    if (document !== undefined) {
      return {
        title: inventoryTitle(item),
        classification: "SKIP",
        priority: "LOW",
        location: "",
        rationale: `${codeSpan(document.path)} mentions it already.`,
        sourceAttribution,
        citations: uniteCitations([item.citations, document.citations]),
      };
    }
    const { path, exists } = chooseLocation("configuration", item.citations, input);
    return {
      title: inventoryTitle(item),
      classification: exists ? "UPDATE_EXISTING" : "NEW_DOC",
      priority: "MEDIUM",
      location: path,
      rationale: `${item.reason} No document that was read mentions it.`,
      sourceAttribution,
      citations: item.citations,
    };
  });
}

/** The title of an inventory entry, by which a draft finds the entry again. */
export function inventoryTitle({ kind, name }: Pick<InventoryItem, "kind" | "name">): string {
  return `New ${kind.replaceAll("-", " ")} ${codeSpan(name)}`;
}

function sessionKinds({ sessionAnalyses }: GapInput): SessionKinds {
  return new Map(sessionAnalyses.map(({ sessionId, kind }) => [sessionId, kind]));
}

/** Documents that name what is gone. */
export function staleItems(input: GapInput): GapItem[] {
  return (input.docsCheck?.staleReferences ?? []).map(({ path, reason, action, citations }) => ({
    title: action === "DELETE_STALE" ? `Remove ${codeSpan(path)}` : `Dead references in ${codeSpan(path)}`,
    classification: action,
    priority: action === "DELETE_STALE" ? "MEDIUM" : "LOW",
    location: path,
    rationale: reason,
    sourceAttribution: path,
    citations,
  }));
}

/** What an item of the plan does for each decision but those that make none. */
export const ACTION_OF: Partial<Record<GapItem["classification"], DocumentItem["action"]>> = {
  NEW_DOC: "CREATE",
  UPDATE_EXISTING: "UPDATE",
  UPDATE_REFERENCES: "UPDATE_REFERENCES",
  DELETE_STALE: "DELETE_STALE",
  CODE_CHANGE: "CODE_CHANGE",
};
