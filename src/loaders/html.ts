/** HTML that is safe to put into a page as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/** Text with the characters escaped that mean something in HTML, or to Framework: it runs what stands in ${…}. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    .replaceAll("$", "&#36;");
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(render).join("");
  return escapeHtml(String(part));
}

/** Template of HTML: what is put in is escaped, unless it is Html itself. Lines are joined: Markdown ends HTML at a blank one. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const text = strings.reduce((sum, string, i) => sum + render(parts[i - 1]) + string);
  return new Html(text.replace(/\s*\n\s*/g, "\n").trim());
}

/** A symbol in text as it is printed: what stands after an underscore is a subscript, as in ε²α_D. */
export function withSubscripts(text: string): Html {
  return new Html(escapeHtml(text).replaceAll(/_([\p{L}\d]+)/gu, "<sub>$1</sub>"));
}
