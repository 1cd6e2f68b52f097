import { describe, expect, it } from "vitest";
import { escapeHtml, html } from "../../src/loaders/html.js";

describe("text in a page", () => {
  it("is neither markup nor code, wherever it comes from", () => {
    const name = `<img src=x onerror="alert(1)"> & '\${alert(1)}'`;
    const { text } = html`<p title="${name}">${name}</p>`;
    expect(text.match(/</g)).toHaveLength(2);
    expect(text).not.toContain("${");
    expect(text.match(/"/g)).toHaveLength(2);
  });

  it("makes no expression where two texts meet", () => {
    expect(html`${"$"}${"{alert(1)}"}`.text).not.toContain("${");
    expect(escapeHtml("$")).toBe("&#36;");
  });

  it("has no blank line, at which Markdown would end it", () => {
    expect(
      html`<p>
${false}

a</p>`.text,
    ).not.toMatch(/\n\s*\n/);
  });
});
