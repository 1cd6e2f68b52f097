import { describe, expect, it } from "vitest";
import { sectionsOf } from "../../bin/lib/search-index.mjs";

const page = (main: string) => `<!DOCTYPE html><html lang="en"><head><title>Statistics | Darkroom</title></head>
<body><nav>Searches</nav><main id="observablehq-main">${main}</main></body></html>`;

describe("what the search looks through", () => {
  it("is the prose of a page, cut at its headings, each with where a link leads", async () => {
    const sections = await sectionsOf(
      page(`<h1>Statistics</h1><p>One page.</p><section id="cover"><h2>Coverage</h2><p>How often?</p></section>
<h2 id="words"><a href="#words">Words <label>log</label></a></h2><dl><dt>limit</dt><dd>the largest</dd></dl>`),
      "statistics.html",
    );
    expect(sections).toEqual([
      { page: "statistics.html", title: "Statistics", heading: "", id: "", text: "One page." },
      { page: "statistics.html", title: "Statistics", heading: "Coverage", id: "cover", text: "How often?" },
      { page: "statistics.html", title: "Statistics", heading: "Words", id: "words", text: "limit the largest" },
    ]);
  });

  it("leaves out what is no prose", async () => {
    const [section] = await sectionsOf(
      page(`<p>Seen.</p><table><tr><td>7</td></tr></table><svg><text>axis</text></svg><script>let x;</script>
<details><summary>Table behind the plot</summary></details>`),
      "a.html",
    );
    expect(section.text).toBe("Seen.");
  });

  it("keeps markup that stands in the text as text", async () => {
    const [section] = await sectionsOf(page("<p>&lt;img onerror=alert(1)&gt; &amp; more</p>"), "a.html");
    expect(section.text).toBe("<img onerror=alert(1)> & more");
  });
});
