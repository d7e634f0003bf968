/** The other origin: gist pages, raw files, artifact downloads. Nothing here needs a token. */

import { type Answer, refusal } from "./answers.ts";
import { downloadUrl } from "./artifacts.ts";
import { rawContent } from "./gist_records.ts";
import { type Call, type Route, route } from "./router.ts";
import type { World } from "./state.ts";

const SHA = /^[0-9a-f]{40}$/;

/** The routes of the web origin. */
export function webRoutes(world: World): Route[] {
  const gist = "/gist/{owner}/{gist_id}";
  return [
    route("GET", `${gist}/raw`, (call) => raw(world, call, undefined, undefined)),
    route("GET", `${gist}/raw/{first}`, (call) => {
      const first = call.parameters["first"] ?? "";
      return SHA.test(first) ? raw(world, call, first, undefined) : raw(world, call, undefined, first);
    }),
    route(
      "GET",
      `${gist}/raw/{sha}/{file}`,
      (call) => raw(world, call, call.parameters["sha"], call.parameters["file"]),
    ),
    route("GET", `${gist}/{sha}/raw`, (call) => raw(world, call, call.parameters["sha"], undefined)),
    route("GET", gist, (call) => gistPage(world, call)),
    route("GET", `${gist}/{sha}`, (call) => gistPage(world, call)),
    route("GET", "/artifact-storage/{file}", (call) => download(world, call)),
  ];
}

function raw(world: World, call: Call, sha: string | undefined, file: string | undefined): Answer {
  const { owner = "", gist_id = "" } = call.parameters;
  const gist = world.state.gists.get(gist_id);
  const mine = gist !== undefined && gist.owner.toLowerCase() === owner.toLowerCase();
  const content = mine ? rawContent(gist, sha, file) : undefined;
  if (content === undefined) throw pageNotFound();
  if (new TextEncoder().encode(content).length > world.settings.gistRawBytes) {
    throw refusal(403, "This file is too large to be shown; clone the gist.");
  }
  return { status: 200, text: content, headers: { "content-type": "text/plain; charset=utf-8" } };
}

function gistPage(world: World, call: Call): Answer {
  const gist = world.state.gists.get(call.parameters["gist_id"] ?? "");
  if (gist === undefined) throw pageNotFound();
  const names = [...gist.revisions[0]?.files.keys() ?? []].map((name) =>
    `<li>${name.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</li>`
  );
  const text = `<!doctype html><title>gist:${gist.id}</title><h1>${gist.owner}</h1><ul>${
    names.join("")
  }</ul>`;
  return { status: 200, text, headers: { "content-type": "text/html; charset=utf-8" } };
}

/** The storage gives the zip to who knows the address; an `authorization` header makes it refuse, as Azure's does. */
function download(world: World, call: Call): Answer {
  const id = Number((call.parameters["file"] ?? "").replace(/\.zip$/, ""));
  for (const repository of world.state.repositories.values()) {
    const artifact = repository.artifacts.find((candidate) => candidate.id === id);
    if (artifact === undefined) continue;
    const signature = new URL(downloadUrl(world, artifact)).searchParams.get("sig");
    if (call.query.get("sig") !== signature || call.headers.has("authorization")) {
      throw refusal(403, "Server failed to authenticate the request.");
    }
    return { status: 200, bytes: artifact.zip, headers: { "content-type": "application/zip" } };
  }
  throw pageNotFound();
}

function pageNotFound() {
  return refusal(404, "Not Found");
}
