/**
 * What npm packages in CommonJS ask Node for, in a minified bundle.
 *
 * esbuild puts a function in the place of their `require`, which throws `Dynamic require of "…" is not supported` where the
 * module has no `require` of its own. `deno bundle` replaces that function, which it finds by an expression that knows only
 * names of letters, digits and `_` (`replace_require_shim` in its cli/tools/bundle/mod.rs, 2.9.6): whether the minifier
 * chose a name with a `$` depends on how often the names of the whole program are used.
 */

/** What the function of esbuild throws; none is left where `deno bundle` replaced it. */
const SHIM = "Dynamic require of ";

/** Gives the module the `require` that esbuild's function looks for, as esbuild's documentation says for Node. */
const REQUIRE =
  'import{createRequire as createRequireOfNode}from"node:module";var require=createRequireOfNode(import.meta.url);\n';

/** A bundle whose CommonJS packages can load Node's modules: the same where they can already. */
export function withRequireOfNode(bundle: string): string {
  return bundle.includes(SHIM) ? REQUIRE + bundle : bundle;
}
