import assert from "node:assert/strict";
import { describeFailure } from "../../../../lib/github/request/request_failure.ts";
import { listPages } from "../../../../lib/github/request/list_pages.ts";

const FIRST = "https://api.github.com/list";

/** Reads pages of the given headers; the kind of the failure that ends it, or how many there were. */
async function read(link: (page: number) => string | undefined): Promise<unknown> {
  let pages = 0;
  const answer = () => Promise.resolve({ headers: { link: link(++pages) }, data: [pages] });
  try {
    for await (const page of listPages(FIRST, answer, undefined)) assert.deepEqual(page, [pages]);
    return pages;
  } catch (error) {
    return describeFailure(error, { method: "GET", url: FIRST, writes: false }).kind;
  }
}

Deno.test("pages are followed to the one without a next, and a list without end is refused", async () => {
  const next = (page: number) => `<${FIRST}?page=1>; rel="first",<${FIRST}?page=${page + 1}>;rel="next"`;
  assert.equal(await read((page) => page < 3 ? next(page) : `<${FIRST}>; rel="prev"`), 3);
  assert.equal(await read(() => undefined), 1);
  assert.equal(await read((page) => page < 1_000 ? next(page) : undefined), 1_000);
  assert.equal(await read(next), "too-large");
  assert.equal(await read(() => `<${FIRST}>; rel="next"`), "malformed");
});
