import type { Search } from "../analysis/search.js";
import type { Imprint } from "./imprint.js";

/** Characters that mean something to BibTeX, and those that old styles do not know. */
function tex(text: string): string {
  const known: Readonly<Record<string, string>> = {
    "\\": "\\textbackslash{}",
    "→": "$\\to$",
    "′": "$'$",
    "⁺": "$^+$",
    "⁻": "$^-$",
    μ: "$\\mu$",
    τ: "$\\tau$",
    γ: "$\\gamma$",
    Λ: "$\\Lambda$",
    ψ: "$\\psi$",
    χ: "$\\chi$",
    "⁰": "$^0$",
    "±": "$\\pm$",
    "∓": "$\\mp$",
    "√": "$\\sqrt{}$",
    "–": "--",
  };
  return text.replace(/[&%$#_{}]/g, "\\$&").replace(/[^ -~]|\\(?![&%$#_{}])/g, (one) => known[one] ?? one);
}

function entry(kind: string, key: string, fields: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []));
  return `@${kind}{${key},\n${lines.join(",\n")}\n}\n`;
}

/** Entries of the publication and of the page with its version, code and link: what a paper cites. */
export function bibtexOf({ id, citation }: Search, made: Imprint): string {
  const [authors, ...title] = citation.text.split(", ");
  const year = /\((\d{4})\)/.exec(citation.journal)?.[1];
  const paper = entry("article", citation.key, {
    author: `{${tex(authors)}}`,
    title: `{${tex(title.join(", "))}}`,
    journal: tex(citation.journal),
    year,
    doi: citation.doi,
    eprint: citation.arxiv,
    archiveprefix: citation.arxiv && "arXiv",
  });
  const page = entry("misc", `darkroom-${id}-${made.code.slice(0, 8)}`, {
    author: "{The Darkroom founders}",
    title: `{${tex(made.title)}, a Darkroom page}`,
    version: `${made.version}, code ${made.code}`,
    howpublished: `\\url{${made.link}}`,
    note: `${tex(made.events)}; ${tex(made.state)}`,
  });
  return `${paper}\n${page}`;
}
