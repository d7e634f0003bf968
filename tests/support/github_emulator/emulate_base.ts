/**
 * The package `emulate`: what the emulator itself does not know goes there (users, repositories, branches, contents,
 * git objects, search, …).
 *
 * Issues and pull requests are kept here instead, because `emulate` takes seeds only for people and repositories: it
 * gives no way to choose an issue's number, author or dates, to merge a pull request in the past, or to resolve a
 * review thread, and its store can't be reached from outside.
 */

import type { Answer } from "./answers.ts";
import { isObject } from "./bodies.ts";
import type { RepositoryRecord, World } from "./state.ts";

/** A request to be passed on. */
export interface EmulateRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

const READ: EmulateRequest = { method: "GET", headers: new Headers(), body: new Uint8Array() };

/** What passes requests on. */
export interface EmulateBase {
  /** `path` with its query, without `/api/v3`. */
  ask(path: string, request: EmulateRequest): Promise<Answer>;
  /** The JSON object at a path; an error if there is none. */
  json(path: string): Promise<Readonly<Record<string, unknown>>>;
  /** Whether there is anything at a path. */
  has(path: string): Promise<boolean>;
  close(): Promise<void>;
}

interface Instance {
  /** What `emulate` believes its address to be, and writes into its answers. */
  readonly url: string;
  /** The repositories that it knows, and their branches. */
  readonly branches: Map<RepositoryRecord, Set<string>>;
  close(): Promise<void>;
}

/**
 * Nothing is started before the first request. It starts anew (and forgets contents written to it) when repositories
 * have been seeded since; branches seeded since are added to it.
 */
export function createEmulateBase(world: World): EmulateBase {
  let current: Promise<Instance> | undefined;

  const upToDate = async (before: Promise<Instance> | undefined): Promise<Instance> => {
    const running = await before;
    const repositories = [...world.state.repositories.values()];
    const instance =
      running !== undefined && repositories.every((repository) => running.branches.has(repository))
        ? running
        : await start(world);
    if (instance !== running) await running?.close();
    for (const repository of repositories) await addBranches(instance, repository);
    return instance;
  };

  const ask = async (path: string, request: EmulateRequest): Promise<Answer> => {
    current = upToDate(current);
    const { url } = await current;
    const { port } = new URL(url);
    const headers = new Headers(request.headers);
    headers.set("authorization", authorization(path)); // who asks has been checked already
    headers.set("accept-encoding", "identity");
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: request.method,
      headers,
      redirect: "manual",
      ...(request.body.length === 0 ? {} : { body: Uint8Array.from(request.body) }),
    });
    return await translate(answer, url, world.apiUrl);
  };

  return {
    ask,
    async json(path) {
      const answer = await ask(path, READ);
      const json: unknown = JSON.parse(answer.text ?? "null");
      if (answer.status === 200 && isObject(json)) return json;
      throw new Error(`emulate answered GET ${path} with ${answer.status}: ${answer.text?.slice(0, 200)}`);
    },
    async has(path) {
      return (await ask(path, READ)).status === 200;
    },
    async close() {
      await (await current)?.close();
    },
  };
}

async function start(world: World): Promise<Instance> {
  const { createEmulator } = await import("emulate");
  const repositories = [...world.state.repositories.values()];
  const logins = [...new Set([world.login, ...repositories.map(({ owner }) => owner)])];
  const emulator = await createEmulator({
    service: "github",
    hostname: "127.0.0.1",
    port: 0,
    seed: {
      tokens: Object.fromEntries(logins.map((login) => [ownerToken(login), { login, scopes: ["repo"] }])),
      github: {
        users: logins.map((login) => ({ login })),
        repos: repositories.map(repositorySeed),
      },
    },
  });
  const branches = new Map(
    repositories.map((repository) => [repository, new Set([repository.defaultBranch])]),
  );
  const instance = { url: emulator.url, branches, close: () => emulator.close() };
  for (const repository of repositories) await addFiles(instance, repository);
  return instance;
}

/** `emulate` lets owners alone write, so each request is made in the name of the repository's owner. */
function authorization(path: string): string {
  const [, owner] = /^\/repos\/([^/]+)\//.exec(path) ?? [];
  return `Bearer ${ownerToken(owner ?? "")}`;
}

function ownerToken(login: string): string {
  return `owner-${login.toLowerCase()}`;
}

/** Writes the seeded files to the default branch. */
async function addFiles(instance: Instance, repository: RepositoryRecord): Promise<void> {
  for (const [path, content] of Object.entries(repository.files)) {
    const bytes = new TextEncoder().encode(content);
    await send(instance, "PUT", `/repos/${repository.fullName}/contents/${path}`, {
      message: `Add ${path}`,
      content: bytes.toBase64(),
    });
  }
}

/** A request of our own; what `emulate` refuses is left as it is. */
async function send(
  instance: Instance,
  method: string,
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${new URL(instance.url).port}${path}`, {
    method,
    headers: { authorization: authorization(path) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return await answer.json();
}

function repositorySeed(repository: RepositoryRecord): Record<string, unknown> {
  return {
    owner: repository.owner,
    name: repository.name,
    description: repository.description,
    private: false, // who may see it is checked before
    default_branch: repository.defaultBranch,
  };
}

/** Makes the branches that the instance lacks, each where the default one is. */
async function addBranches(instance: Instance, repository: RepositoryRecord): Promise<void> {
  const known = instance.branches.get(repository) ?? new Set();
  const lacking = [...repository.branches].filter((branch) => !known.has(branch));
  if (lacking.length === 0) return;
  const git = `/repos/${repository.fullName}/git`;
  const head = await send(instance, "GET", `${git}/ref/heads/${repository.defaultBranch}`);
  const { object } = head as { readonly object: { readonly sha: string } };
  for (const branch of lacking) {
    known.add(branch);
    // refused where a client has made it already; that one stays
    await send(instance, "POST", `${git}/refs`, { ref: `refs/heads/${branch}`, sha: object.sha });
  }
}

/** The answer with our address in place of `emulate`'s own, in the body and in links. */
async function translate(answer: Response, from: string, to: string): Promise<Answer> {
  const headers: Record<string, string> = {};
  for (const name of ["content-type", "link", "location"]) {
    const value = answer.headers.get(name);
    if (value !== null) headers[name] = value.replaceAll(from, to);
  }
  if (!/json|text/.test(headers["content-type"] ?? "")) {
    return { status: answer.status, headers, bytes: await answer.bytes() };
  }
  return { status: answer.status, headers, text: (await answer.text()).replaceAll(from, to) };
}
