/** `/gists`: create, read, list, change, delete; with GitHub's truncation. Secret ones are read by id alone. */

import { requireScope, requireViewer } from "./access.ts";
import { type Answer, done, notFound, ok, validationFailed } from "./answers.ts";
import { bodyOf, isObject, type JsonObject, optionalFlag, optionalText } from "./bodies.ts";
import { gistFiles, gistRevision, insertGist, reviseGist } from "./gist_records.ts";
import { renderGist, renderGistInList } from "./gist_render.ts";
import { listAnswer } from "./pages.ts";
import { type Call, type Route, route } from "./router.ts";
import { type GistRecord, timestamp, type World } from "./state.ts";

/** The routes of gists. */
export function gistRoutes(world: World): Route[] {
  return [
    route("POST", "/gists", (call) => createGist(world, call)),
    route("GET", "/gists", (call) => {
      // without a token GitHub lists everybody's public gists here
      const login = call.viewer?.login;
      return listGists(
        world,
        call,
        (gist) => login === undefined ? gist.public : sameLogin(gist.owner, login),
      );
    }),
    route("GET", "/gists/public", (call) => listGists(world, call, (gist) => gist.public)),
    route("GET", "/users/{username}/gists", (call) => {
      const username = call.parameters["username"] ?? "";
      return listGists(world, call, (gist) => gist.public && sameLogin(gist.owner, username));
    }),
    route("GET", "/gists/{gist_id}", (call) => readGist(world, call, undefined)),
    route("GET", "/gists/{gist_id}/{sha}", (call) => readGist(world, call, call.parameters["sha"])),
    route("PATCH", "/gists/{gist_id}", (call) => updateGist(world, call)),
    route("DELETE", "/gists/{gist_id}", (call) => {
      world.state.gists.delete(ownGist(world, call).id);
      return done();
    }),
  ];
}

function createGist(world: World, call: Call): Answer {
  const viewer = requireViewer(call);
  requireScope(viewer, "gist");
  const body = bodyOf(call);
  const files = gistFiles(newFiles(body));
  const gist = insertGist(world, {
    id: undefined,
    owner: viewer.login,
    description: optionalText(body, "description") ?? "",
    public: optionalFlag(body, "public") ?? false,
    files,
    createdAt: timestamp(),
  });
  const json = renderGist(world, gist, gist.revisions[0]);
  return ok(json, 201, { location: String(json["url"]) });
}

/** GitHub refuses files of nothing but white space, and says that `files` is missing. */
function newFiles(body: JsonObject): [string, string][] {
  const missing = validationFailed({ resource: "Gist", field: "files", code: "missing_field" });
  const files = body["files"];
  if (!isObject(files)) throw missing;
  const found = Object.entries(files).map(([name, file]): [string, string] => {
    const content = isObject(file) ? file["content"] : undefined;
    if (typeof content !== "string" || content.trim() === "") throw missing;
    return [name, content];
  });
  if (found.length === 0) throw missing;
  return found;
}

function listGists(world: World, call: Call, wanted: (gist: GistRecord) => boolean): Answer {
  const since = call.query.get("since");
  const found = [...world.state.gists.values()].filter(wanted)
    .filter((gist) => since === null || Date.parse(gist.updatedAt) >= Date.parse(since))
    .reverse();
  return listAnswer(call, found, (gist) => renderGistInList(world, gist));
}

function readGist(world: World, call: Call, sha: string | undefined): Answer {
  const gist = world.state.gists.get(call.parameters["gist_id"] ?? "");
  const revision = gist === undefined ? undefined : gistRevision(gist, sha);
  if (gist === undefined || revision === undefined) throw notFound();
  return ok(renderGist(world, gist, revision));
}

function updateGist(world: World, call: Call): Answer {
  const gist = ownGist(world, call);
  const body = bodyOf(call);
  const files = new Map(gistRevision(gist)?.files);
  const changes = body["files"];
  for (const [name, change] of isObject(changes) ? Object.entries(changes) : []) {
    const before = files.get(name);
    files.delete(name);
    if (!isObject(change)) continue; // null deletes
    const content = optionalText(change, "content") ?? before;
    if (content === undefined || content === "") continue; // GitHub deletes a file that becomes empty
    files.set(optionalText(change, "filename") ?? name, content);
  }
  if (files.size === 0) throw validationFailed({ resource: "Gist", field: "files", code: "missing_field" });
  if (changes !== undefined) reviseGist(gist, gistFiles(files));
  gist.description = optionalText(body, "description") ?? gist.description;
  return ok(renderGist(world, gist, gist.revisions[0]));
}

/** A gist that the viewer may change; others' are 404 to him. */
function ownGist(world: World, call: Call): GistRecord {
  const viewer = requireViewer(call);
  requireScope(viewer, "gist");
  const gist = world.state.gists.get(call.parameters["gist_id"] ?? "");
  if (gist === undefined || !sameLogin(gist.owner, viewer.login)) throw notFound();
  return gist;
}

function sameLogin(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
