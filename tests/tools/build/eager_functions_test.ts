import assert from "node:assert/strict";
import { parse } from "acorn";
import { full } from "acorn-walk";
import { eagerSource, type FunctionRange } from "../../../tools/build/eager_functions.ts";

/** All functions of a program, as V8's coverage tells those that are called: an arrow's from its parameters. */
function functionsOf(source: string): FunctionRange[] {
  const ranges: FunctionRange[] = [];
  full(parse(source, { ecmaVersion: "latest", sourceType: "module" }), ({ type, start, end }) => {
    const begin = source.slice(start).startsWith("async (") ? start + "async ".length : start;
    if (/Function/.test(type)) ranges.push({ start: begin, end });
  });
  return ranges;
}

/** What the program's default export is. */
async function valueOf(source: string): Promise<unknown> {
  return (await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`)).default;
}

Deno.test("functions that are called stand in parentheses, declared ones before all others; methods stay", () => {
  const source = "let b=a(1);function a(n){return c(n);function c(m){return m+1}}" +
    "let d=n=>m=>n+m,e=function(){},f={g(){},get h(){return 1},i:()=>1};class J{k(){}}export{b};";
  assert.equal(
    eagerSource(source, functionsOf(source)),
    "\nvar a=(function (n){\nvar c=(function (m){return m+1});return c(n);});let b=a(1);" +
      "let d=(n=>(m=>n+m)),e=(function(){}),f={g(){},get h(){return 1},i:(()=>1)};class J{k(){}}export{b};",
  );
});

Deno.test("what isn't called, or is declared in a block, stays as it is", () => {
  const source = "function a(){}let b=()=>()=>1;if(b){function c(){}}export default function(){}";
  const called = functionsOf(source).filter(({ start }) => start > source.indexOf("if("));
  assert.equal(eagerSource(source, called), source);
  const [inner] = functionsOf("let b=()=>()=>1").filter(({ start }) => start === 10);
  assert.ok(inner);
  assert.equal(eagerSource("let b=()=>()=>1", [inner]), "let b=()=>(()=>1)");
});

Deno.test("a program gives the same with all of its functions in parentheses", async () => {
  const source = `"use strict";
    export default await main();
    async function main() { "use strict"; return [early(2), [...numbers()], named.name, early.name, await late(3),
      new Made(4).value, recursive(5), ((a, b = () => a) => b())(6), await (async (x) => await x)(7), own.call(8)]; }
    function early(n) { return twice(n); function twice(n) { return 2 * n; } }
    function* numbers() { yield* [1, 2]; }
    const named = () => 1;
    async function late(n) { return n; }
    function Made(value) { this.value = value; }
    function recursive(n) { return n === 0 ? "end" : recursive(n - 1); }
    function own() { return this + arguments.length; }`.replace("export default await main();", "") +
    "\nexport default await main();";
  const eager = eagerSource(source, functionsOf(source));
  assert.match(eager, /^"use strict";\nvar main=\(async function \(\)/);
  assert.deepEqual(await valueOf(eager), await valueOf(source));
});
