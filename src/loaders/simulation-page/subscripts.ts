import { escapeHtml, Html } from "../html.js";

/** Plain text with what follows an underscore as a subscript: "p_T" as p with a small T. */
export function subscripts(text: string): Html {
  return new Html(escapeHtml(text).replace(/_([\p{L}\p{N}]+)/gu, "<sub>$1</sub>"));
}
