import type { Table } from "../figures/tables.js";
import { type Imprint, imprintLines } from "./imprint.js";

const title = ({ title: name, unit }: Table["columns"][number]) => (unit === "" ? name : `${name} [${unit}]`);

/** A cell of CSV (RFC 4180): quoted where it has to be. */
function csvCell(value: number | string | null): string {
  const text = value === null ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV, unrounded, its provenance and caption in comments before it. */
export function csvOf(table: Table, made?: Imprint): string {
  const comments = [...(made ? imprintLines(made) : []), table.caption].map((line) => `# ${line}\n`).join("");
  const rows = [table.columns.map(title), ...table.values].map((row) => `${row.map(csvCell).join(",")}\n`);
  return comments + rows.join("");
}

/** What LaTeX reads in place of a character of ours. */
const TEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "&": "\\&",
  "%": "\\%",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
  "{": "\\{",
  "}": "\\}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "$<$",
  ">": "$>$",
  "−": "$-$",
  "–": "--",
  "±": "$\\pm$",
  "×": "$\\times$",
  "∞": "$\\infty$",
  "→": "$\\to$",
  "≥": "$\\geq$",
  "≤": "$\\leq$",
  "√": "$\\surd$",
  "²": "$^2$",
  "³": "$^3$",
  "′": "$'$",
  "\u2009": "\\,",
  "\u202f": "\\,",
  "\u00a0": "~",
  "⁺": "$^+$",
  "⁻": "$^-$",
  "°": "$^\\circ$",
  "·": "$\\cdot$",
};
const GREEK =
  "α alpha β beta γ gamma δ delta ε varepsilon θ theta κ kappa λ lambda μ mu ν nu π pi ρ rho σ sigma τ tau φ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Λ Lambda Σ Sigma Υ Upsilon Ψ Psi Ω Omega";
for (const [, letter, name] of GREEK.matchAll(/(\S) (\w+)/g)) (TEX as Record<string, string>)[letter] = `$\\${name}$`;

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** Words and printed numbers as LaTeX; what it does not know stays, for engines that read Unicode. */
export function latexText(text: string): string {
  return text
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+/g, (found) => {
      const digits = [...found].map((one) => {
        const k = SUPERSCRIPTS.indexOf(one);
        return k < 10 ? String(k) : k === 10 ? "+" : "-";
      });
      return `\u0001^{${digits.join("")}}\u0001`;
    })
    .replace(/[₀₁₂₃₄₅₆₇₈₉]+/g, (found) => `\u0001_{${[...found].map((one) => SUBSCRIPTS.indexOf(one)).join("")}}\u0001`)
    .split("\u0001")
    .map((part, i) => (i % 2 === 1 ? `$${part}$` : [...part].map((one) => TEX[one] ?? one).join("")))
    .join("")
    .replaceAll("$$", "");
}

/** A table as LaTeX (booktabs), the numbers as printed, its provenance in comments. */
export function latexOf(table: Table, made?: Imprint): string {
  const comments = made ? imprintLines(made).map((line) => `% ${line}`) : [];
  const line = (cells: readonly string[]) => `    ${cells.map(latexText).join(" & ")} \\\\`;
  return `${[
    ...comments,
    "\\begin{table}",
    `  \\caption{${latexText(table.caption)}}`,
    `  \\begin{tabular}{l${"r".repeat(table.columns.length - 1)}}`,
    "    \\toprule",
    line(table.columns.map(title)),
    "    \\midrule",
    ...table.rows.map(line),
    "    \\bottomrule",
    "  \\end{tabular}",
    "\\end{table}",
  ].join("\n")}\n`;
}
