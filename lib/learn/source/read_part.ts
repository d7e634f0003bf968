/**
 * One XML part → its events as they stand in it. Whatever can be read is: parts may come from the older program, or from
 * anybody, so nothing of their content is an error.
 */

import { type SaxesAttributeNS, SaxesParser } from "saxes";
import { EVENT_NAMES } from "./join_parts.ts";

/** An event, or a piece of one, of one part. */
export interface PartEvent {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly parameters: readonly PartParameter[];
  /** Id of the subagent around it. */
  readonly agent: string | undefined;
}

/** A parameter of a tool use; the diff of an edit is called `diff`. */
export interface PartParameter {
  readonly name: string;
  readonly text: string;
  /** Whether it goes on with what the last part ended with. */
  readonly isContinued: boolean;
}

/** What one part holds. */
export interface ReadPart {
  /** Attributes of the root, and what the older program wrote as `meta` elements. */
  readonly root: Readonly<Record<string, string>>;
  /** In the order in which they start. */
  readonly events: readonly PartEvent[];
  /** What is wrong with the part, in words that go on after its name. */
  readonly problem: string | undefined;
}

/**
 * Elements inside of each other. Subagents rarely go deeper than 3, with two elements each; the parser looks for
 * namespaces through all open elements, so that without a limit its time grows with the square of the depth.
 */
const MAX_DEPTH = 200;

/** An error costs 25 µs; a part of megabytes may be nothing but errors. */
const MAX_ERRORS = 5_000;

/** Elements around events. */
const CONTAINERS: ReadonlySet<string> = new Set(["session", "agent"]);

/** What XML 1.0 has no place for, but the older program wrote all the same. */
// deno-lint-ignore no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** An element that is open. */
interface Frame {
  /** Where its text goes; undefined: nowhere. */
  readonly text: string[] | undefined;
  /** The event that it is, or stands in. */
  readonly event: OpenEvent | undefined;
  readonly agent: string | undefined;
  /** Whether it is a `<session>` or stands in one. */
  readonly isOfSession: boolean;
}

interface OpenEvent {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly text: string[];
  readonly parameters: { readonly name: string; readonly text: string[]; readonly isContinued: boolean }[];
  readonly agent: string | undefined;
}

/** Thrown to end the reading of a part that isn't worth more time. */
class Hopeless extends Error {}

/** Reads a part; never throws for what is in it. */
export function readPart(xml: string): ReadPart {
  const root = new Map<string, string>();
  const events: OpenEvent[] = [];
  const frames: Frame[] = [];
  const problems = { count: 0, first: "" };
  const note = (message: string) => {
    if (problems.count++ === 0) problems.first = message;
  };
  // As a fragment: several roots, as older clients glued them, and none are no reason to stop.
  const parser = new SaxesParser({ xmlns: true, fragment: true, position: true });
  parser.on("error", ({ message }) => {
    note(message);
    if (problems.count > MAX_ERRORS) throw new Hopeless("too many errors; what follows them is left out");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (frames.length >= MAX_DEPTH) {
      throw new Hopeless(`elements more than ${MAX_DEPTH} levels deep; what follows them is left out`);
    }
    frames.push(openFrame(name, valuesOf(attributes), frames.at(-1), root, events));
  });
  parser.on("text", (text) => void frames.at(-1)?.text?.push(text));
  parser.on("cdata", (text) => void frames.at(-1)?.text?.push(text));
  parser.on("closetag", () => void frames.pop());
  const text = xml.toWellFormed().replace(/^\ufeff/, "");
  const clean = text.replace(FORBIDDEN, "\ufffd");
  if (clean !== text) note("it holds characters that XML has no place for");
  try {
    parser.write(clean).close();
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(`${error}`);
    // The reason for the end is what has to be told.
    if (error instanceof Hopeless) problems.first = message;
    note(message);
  }
  return {
    root: Object.fromEntries(root),
    events: events.map(({ name, attributes, text, parameters, agent }) => ({
      name,
      attributes,
      text: text.join(""),
      parameters: parameters.map((parameter) => ({ ...parameter, text: parameter.text.join("") })),
      agent,
    })),
    problem: problems.count === 0 ? undefined : describe(problems),
  };
}

function describe({ count, first }: { readonly count: number; readonly first: string }): string {
  const place = /^(\d+):\d+: (.*)$/s.exec(first);
  const what = place === null ? first : `line ${place[1]}: ${place[2]}`;
  return `is no well-formed XML (${count === 1 ? "one error" : `${count} errors, the first`}: ${
    what.slice(0, 200)
  })`;
}

function valuesOf(attributes: Record<string, SaxesAttributeNS>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]));
}

/** What an element means where it stands. */
function openFrame(
  name: string,
  attributes: Record<string, string>,
  parent: Frame | undefined,
  root: Map<string, string>,
  events: OpenEvent[],
): Frame {
  const agent = parent?.agent;
  const around = parent?.event;
  const isOfSession = parent?.isOfSession ?? false;
  if (name === "session" && around === undefined) {
    for (const [key, value] of Object.entries(attributes)) if (!root.has(key)) root.set(key, value);
    return { text: undefined, event: undefined, agent, isOfSession: true };
  }
  if (name === "agent") {
    return { text: undefined, event: undefined, agent: attributes["id"] ?? agent, isOfSession };
  }
  if (name === "meta" && around === undefined) {
    for (const [key, value] of Object.entries(attributes)) root.set(key, value);
    return { text: undefined, event: undefined, agent, isOfSession };
  }
  if (around !== undefined && (name === "param" || name === "diff")) {
    const parameter = {
      name: name === "diff" ? "diff" : attributes["name"] ?? "",
      text: [],
      isContinued: attributes["continued"] === "yes",
    };
    around.parameters.push(parameter);
    return { text: parameter.text, event: around, agent, isOfSession };
  }
  // Inside an event stand placeholders of images, and in a tool use what a subagent did.
  const isNew = around === undefined || (around.name === "tool_use" && attributes["ref"] !== undefined);
  if (!isNew || CONTAINERS.has(name)) return { text: parent?.text, event: around, agent, isOfSession };
  // Without a `<session>` around it, it may be a page or other XML.
  if (around === undefined && !isOfSession && !EVENT_NAMES.has(name)) {
    return { text: undefined, event: undefined, agent, isOfSession };
  }
  const event: OpenEvent = { name, attributes, text: [], parameters: [], agent };
  events.push(event);
  return { text: event.text, event, agent, isOfSession };
}
