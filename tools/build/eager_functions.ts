/**
 * A bundle whose functions of use are compiled with it: V8 compiles a function when it is first called, and what Deno keeps of
 * an executable's code is what was compiled before anything was called (docs/decisions/0002-executables.md).
 */

import { type Node, parse } from "acorn";
import { fullAncestor } from "acorn-walk";

/** From where to where a function reaches, in UTF-16 code units. */
export interface FunctionRange {
  readonly start: number;
  readonly end: number;
}

interface FunctionNode extends Node {
  readonly id?: Node | null;
  readonly body: Node;
}

interface Block extends Node {
  readonly body: readonly (Node & { readonly directive?: string })[];
}

/** What is put in at a place of the source, and up to where it stands for what is there. */
interface Edit {
  readonly at: number;
  readonly until: number;
  /** Which comes first at one place. */
  readonly rank: number;
  readonly text: () => string;
}

/**
 * The same program with those functions in parentheses, which tells V8 that they will be called. A declaration becomes a
 * variable at the beginning of the module, or of the function, that it stands in. Methods stay as they are.
 *
 * @param called the functions, as V8's coverage tells them: from a function's beginning, or that of its parameters.
 * @throws Error where the source can't be parsed.
 */
export function eagerSource(source: string, called: readonly FunctionRange[]): string {
  const byEnd = Map.groupBy(called, ({ end }) => end);
  const edits: Edit[] = [];
  const declared = new Map<number, FunctionNode[]>();
  fullAncestor(
    parse(source, { ecmaVersion: "latest", sourceType: "module" }),
    (node: Node, _state: unknown, ancestors: Node[]) => {
      if (!isFunction(node)) return;
      const { start, body } = node;
      if (!byEnd.get(node.end)?.some((range) => start <= range.start && range.start < body.start)) return;
      const [parent, outer] = [ancestors.at(-2), ancestors.at(-3)];
      if (node.type !== "FunctionDeclaration") {
        if (parent === undefined || isMethod(parent)) return;
        edits.push({ at: start, until: start, rank: 3, text: () => "(" });
        edits.push({ at: node.end, until: node.end, rank: 0, text: () => ")" });
        return;
      }
      const place = beginningOf(parent, outer);
      if (place === undefined) return;
      declared.set(place, [...declared.get(place) ?? [], node]);
      edits.push({ at: start, until: node.end, rank: 2, text: () => "" });
    },
  );
  for (const [at, functions] of declared) {
    const text = () => `\nvar ${functions.map((node) => asVariable(source, node, edits)).join(",")};`;
    edits.push({ at, until: at, rank: 1, text });
  }
  edits.sort((a, b) => a.at - b.at || a.rank - b.rank);
  return rewritten(source, 0, Infinity, edits);
}

function isFunction(node: Node): node is FunctionNode {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

/** It can't stand in parentheses. */
function isMethod(parent: Node): boolean {
  const { method, kind } = parent as Node & { method?: boolean; kind?: string };
  return parent.type === "MethodDefinition" ||
    (parent.type === "Property" && (method === true || kind !== "init"));
}

/** Where the variables of a module, or function, are to stand, behind its directives; undefined for any other block. */
function beginningOf(parent: Node | undefined, outer: Node | undefined): number | undefined {
  const isBody = parent?.type === "BlockStatement" && outer !== undefined && isFunction(outer);
  if (parent === undefined || (parent.type !== "Program" && !isBody)) return undefined;
  const directives = (parent as Block).body.filter(({ directive }) => directive !== undefined);
  return directives.at(-1)?.end ?? parent.start + (isBody ? 1 : 0);
}

/** Without its own name, which is a variable's then, it gets that of the variable. */
function asVariable(source: string, { start, end, id }: FunctionNode, edits: readonly Edit[]): string {
  if (!id) throw new Error("A declared function has a name.");
  const name = source.slice(id.start, id.end);
  return `${name}=(${source.slice(start, id.start)}${rewritten(source, id.end, end, edits)})`;
}

function rewritten(source: string, from: number, to: number, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let done = from;
  for (const { at, until, text } of edits) {
    if (at < done || at >= to) continue;
    pieces.push(source.slice(done, at), text());
    done = until;
  }
  return pieces.join("") + source.slice(done, to);
}
