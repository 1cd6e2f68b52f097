import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../src/loaders/freshness.js";
import { NotPublished, resultsOfPublished } from "../../src/loaders/published-site.js";
import { reviewedFile } from "../analysis/reviewed-file.js";

const NAME = "_file/loaders/zprime-invisible.0123.json";
const OTHER = "_file/loaders/compare.4567.json";
const result = JSON.stringify(reviewedFile());

let site: Record<string, string>;
let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer(({ url = "" }, response) => {
    const text = site[url];
    response.writeHead(text === undefined ? 404 : text === "broken" ? 503 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/name`;
});
afterAll(() => server.close());

/** A site of a result and of a file that is none. */
const publish = (files: Record<string, string>) => {
  site = { "/name/manifest.json": JSON.stringify({ files }), [`/name/${NAME}`]: result, [`/name/${OTHER}`]: "{}" };
};

it("takes the results of a published site, whatever of its address is given", async () => {
  publish({ [NAME]: sha256(result), [OTHER]: sha256("{}"), "index.html": "" });
  for (const one of [address, `${address}/`, `${address}/index.html`])
    expect((await resultsOfPublished(one)).map(({ search }) => search)).toEqual(["zprime-invisible"]);
});

it("refuses what its manifest does not vouch for, and tells a site that is not there from one that does not answer", async () => {
  publish({ [NAME]: sha256(result) });
  site[`/name/${NAME}`] = `${result} `;
  await expect(resultsOfPublished(address)).rejects.toThrow(
    /^not as published: .*zprime-invisible\.0123\.json differs/,
  );
  publish({ [NAME]: sha256(result) });
  delete site[`/name/${NAME}`];
  await expect(resultsOfPublished(address)).rejects.toThrow(/^not published: /);
  publish({ "index.html": "" });
  await expect(resultsOfPublished(address)).rejects.toThrow(/^no result: .*manifest\.json names none/);
  site = {};
  await expect(resultsOfPublished(address)).rejects.toThrow(NotPublished);
  site = { "/name/manifest.json": "broken" };
  await expect(resultsOfPublished(address)).rejects.toThrow(/^no answer: .*status 503; try again/);
  await expect(resultsOfPublished("http://127.0.0.1:1/x")).rejects.toThrow(/^no answer: .*; is the address right\?/);
});
