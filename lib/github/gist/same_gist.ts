/** Whether a gist is the very one that was sent: for a gist whose answer was lost. */

import type { Gist, NewGist } from "./gist.ts";

/** What makes a gist recognisable in a list, which shows no contents. */
export interface GistMark {
  readonly description: string;
  /** File name → size in bytes and git's hash of the content, which GitHub puts into the raw address. */
  readonly files: ReadonlyMap<string, { readonly size: number; readonly hash: string }>;
}

/** `…/raw/<hash of the content>/<name>`. Servers that write other addresses are compared by size. */
const HASH_IN_RAW_URL = /\/raw\/([0-9a-f]{40})(?:\/|$)/;

/** The mark of a gist that is about to be created. */
export async function gistMark({ description, files }: NewGist): Promise<GistMark> {
  const marks = await Promise.all(
    Array.from(files, async ([name, content]) => {
      const bytes = new TextEncoder().encode(content);
      return [name, { size: bytes.length, hash: await gitHash(bytes) }] as const;
    }),
  );
  return { description, files: new Map(marks) };
}

/** Whether a listed gist has this mark: a secret one of the same description, with the same files. */
export function hasMark(gist: Gist, mark: GistMark): boolean {
  return gist.description === mark.description && !gist.isPublic && gist.files.length === mark.files.size &&
    gist.files.every(({ name, size, rawUrl }) => {
      const file = mark.files.get(name);
      const hash = HASH_IN_RAW_URL.exec(rawUrl)?.[1];
      return file !== undefined && file.size === size && (hash === undefined || hash === file.hash);
    });
}

/** What git calls the content: SHA-1 of `blob <size>`, a NUL and the bytes. */
async function gitHash(bytes: Uint8Array): Promise<string> {
  const head = new TextEncoder().encode(`blob ${bytes.length}\0`);
  const blob = new Uint8Array(head.length + bytes.length);
  blob.set(head);
  blob.set(bytes, head.length);
  return new Uint8Array(await crypto.subtle.digest("SHA-1", blob)).toHex();
}
