/** Where each quote can be looked up: every text of the source by its kind, source and reference. */

import type { Citation, Origin } from "./citation.ts";
import { foldText, sideOfPatch, withoutLineNumbers } from "./citation_text.ts";
import { patchLines } from "./patch_lines.ts";
import type { LearnSource, SourceEvent } from "./source/learn_source.ts";

/** A text that can be quoted. Several may have the same reference: a result, and a person's words in it. */
export interface CitableText {
  readonly ref: string;
  readonly origin: Origin;
  /** Folded, in every form in which it may be quoted: as it stands first. Made when it is first asked for. */
  forms(): readonly TextForm[];
}

/** One form of a text. */
export interface TextForm {
  readonly text: string;
  /** Reference of what stands at this place, where it differs from the text's: lines have references of their own. */
  refAt?(at: number): string;
}

/** A line of a diff or document. */
interface Line {
  readonly ref: string;
  readonly text: string;
}

/** All texts of one source. */
export interface CitableSource {
  readonly source: string;
  /** In the order in which they stand in the source. */
  readonly texts: readonly CitableText[];
  at(ref: string): readonly CitableText[];
}

/** The texts of everything that learning looks at. */
export interface CitationIndex {
  /** The source of this kind and name, also where a model shortened or decorated the name; undefined: there is none. */
  find(kind: Citation["kind"], source: string): CitableSource | undefined;
  ofKind(kind: Citation["kind"]): readonly CitableSource[];
}

/** A name given to a source has to agree with it in at least so many characters: session ids are quoted by their beginnings. */
const MIN_SHORT_NAME = 6;

/** Builds the index. Texts are folded only when they are looked at: most never are. */
export function createCitationIndex(source: LearnSource): CitationIndex {
  const kinds: Record<Citation["kind"], CitableSource[]> = {
    session: source.sessions.map(({ id, events }) => citable(id, events.map(eventText))),
    review: reviewSources(source),
    diff: (source.diff?.files ?? []).map((file) =>
      citable(file.path, [
        ...patchTexts(file.patch),
        text("path", "author", [file.path]),
        text("symbols", "author", [file.symbols.join("\n")]),
      ])
    ),
    document: source.documents.documents.map((document) =>
      citable(document.path, [
        ...document.excerpts.flatMap(({ line, text: excerpt }) =>
          lineTexts(excerpt.split("\n").map((text, index) => ({ ref: `${line + index}`, text })), "document")
        ),
        text("headings", "document", [[document.title, ...document.headings].join("\n")]),
        text("frontmatter", "document", [
          [
            ...document.readWhen,
            ...document.tripwires.flatMap(({ action, warning }) => [action, warning]),
          ].join("\n"),
        ]),
        text("path", "document", [document.path]),
      ])
    ),
    plan: [
      citable(`#${source.plan.issueNumber}`, [
        text("title", "author", [source.plan.title]),
        text("body", "author", [source.plan.body]),
      ]),
    ],
  };
  const byName = new Map<string, CitableSource>();
  for (const [kind, sources] of Object.entries(kinds)) {
    for (const item of sources) {
      if (!byName.has(`${kind} ${item.source}`)) byName.set(`${kind} ${item.source}`, item);
    }
  }
  return {
    ofKind: (kind) => kinds[kind],
    find(kind, name) {
      const exact = byName.get(`${kind} ${name}`);
      if (exact !== undefined) return exact;
      if (kind === "plan") return kinds.plan[0];
      const bare = bareName(name);
      const known = byName.get(`${kind} ${bare}`);
      if (known !== undefined || bare.length < MIN_SHORT_NAME) return known;
      const alike = kinds[kind].filter(({ source }) =>
        kind === "session"
          ? source.startsWith(bare)
          : source.endsWith(`/${bare}`) || bare.endsWith(`/${source}`)
      );
      return alike.length === 1 ? alike[0] : undefined;
    },
  };
}

/** Names as models decorate them: `session 5f1f…`, `a/lib/x.ts`, `./docs/x.md`, `impl-<id>-part2.xml`. */
function bareName(name: string): string {
  return name.trim()
    .replace(/^session[ :]+/i, "")
    .replace(/^(?:planning|impl|session)-(.+?)(?:-part\d+)?(?:\.xml|\.md)?$/, "$1")
    .replace(/^(?:[ab]\/|\.\/|\/)/, "")
    .replace(/(?:…|\.{3})$/, "");
}

function text(ref: string, origin: Origin, forms: readonly (string | undefined)[]): CitableText {
  let folded: readonly TextForm[] | undefined;
  return {
    ref,
    origin,
    forms: () =>
      folded ??= forms.flatMap((form) => {
        const text = foldText(form ?? "");
        return text === "" ? [] : [{ text }];
      }),
  };
}

/** Lines each by itself, and all together for quotes of several. */
function lineTexts(lines: readonly Line[], origin: Origin): CitableText[] {
  const together: CitableText = { ref: lines[0]?.ref ?? "", origin, forms: () => [joinLines(lines)] };
  return [...lines.map((line) => text(line.ref, origin, [line.text])), together];
}

function patchTexts(patch: string): CitableText[] {
  const lines = patchLines(patch);
  const side = (other: "added" | "removed") => joinLines(lines.filter(({ kind }) => kind !== other));
  const marked = lines.map(({ ref, kind, text }) => ({ ref, text: `${MARKS[kind]}${text}` }));
  return [
    ...lines.map((line) => text(line.ref, "author", [line.text, `${MARKS[line.kind]}${line.text}`])),
    {
      ref: lines[0]?.ref ?? "",
      origin: "author",
      forms: () => [side("removed"), side("added"), joinLines(marked)],
    },
  ];
}

const MARKS = { added: "+", removed: "-", context: " " };

/** Lines as one text: what folding all of them at once gives, with the reference of each place. */
function joinLines(lines: readonly Line[]): TextForm {
  const starts: number[] = [];
  const refs: string[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const line of lines) {
    const folded = foldText(line.text);
    if (folded === "") continue;
    starts.push(at);
    refs.push(line.ref);
    texts.push(folded);
    at += folded.length + 1;
  }
  return {
    text: texts.join(" "),
    refAt(place) {
      let low = 0;
      for (let high = starts.length; high - low > 1;) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= place) low = middle;
        else high = middle;
      }
      return refs[low] ?? "";
    },
  };
}

function citable(source: string, texts: readonly CitableText[]): CitableSource {
  let byRef: Map<string, CitableText[]> | undefined;
  return {
    source,
    texts,
    at(ref) {
      byRef ??= Map.groupBy(texts, (item) => item.ref);
      return byRef.get(ref) ?? [];
    },
  };
}

/** A tool use is quoted by its parameters, a slash command by its name. */
function eventText(event: SourceEvent): CitableText {
  const { ref, origin, attributes, parameters } = event;
  let made: CitableText | undefined;
  return {
    ref,
    origin,
    forms() {
      if (made === undefined) {
        const { diff } = parameters;
        const named = Object.entries(parameters).filter(([name]) => name !== "diff").map(([, value]) =>
          value
        );
        const head = [attributes["name"], attributes["kind"], attributes["path"]].filter((value) =>
          value !== undefined
        );
        const whole = [
          ...event.text === "" ? [] : [event.text],
          ...named,
          ...diff === undefined ? [] : [diff],
        ].join("\n");
        made = text(ref, origin, [
          whole,
          withoutLineNumbers(whole),
          ...diff === undefined ? [] : [sideOfPatch(diff, "+"), sideOfPatch(diff, "-")],
          head.join(" "),
        ]);
      }
      return made.forms();
    },
  };
}

function reviewSources({ comments }: LearnSource): CitableSource[] {
  const ofSource = (name: "review-thread" | "discussion") =>
    citable(
      name,
      comments.filter(({ source }) => source === name).flatMap((remark) => [
        ...remark.comments.map(({ body }) => text(remark.ref, "reviewer", [body])),
        text(remark.ref, "reviewer", [
          [remark.path ?? "", ...remark.comments.map(({ author, body }) => `${author}: ${body}`)].join("\n"),
        ]),
      ]),
    );
  return [ofSource("review-thread"), ofSource("discussion")];
}
