/** A stretch of text in one of the fonts that every reader of PDF has, raised, lowered or on the line. */
export interface TextRun {
  readonly text: string;
  readonly font: "helvetica" | "symbol";
  readonly shift: -1 | 0 | 1;
}

/** Letters of ours by their places in Adobe's Symbol encoding. */
const SYMBOLS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["αβγδεζηθικλμνξοπρστυφχψω", "abgdezhqiklmnxoprstufcyw"],
    ["ΓΔΘΛΞΠΣΦΨΩΥ", "GDQLXPSFYWU"],
    ["→−×±≤≥∞′√∫°·∝≈∓", "\u00ae\u002d\u00b4\u00b1\u00a3\u00b3\u00a5\u00a2\u00d6\u00f2\u00b0\u00d7\u00b5\u00bb\u00b1"],
  ].flatMap(([ours, theirs]) => [...ours].map((letter, i) => [letter, [...theirs][i]])),
);

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵀ"].map((letter, i) => [letter, [..."0123456789+-T"][i]]),
);
const LOWERED: Readonly<Record<string, string>> = Object.fromEntries(
  [..."₀₁₂₃₄₅₆₇₈₉"].map((letter, i) => [letter, String(i)]),
);

function runOf(letter: string): TextRun {
  if (Object.hasOwn(RAISED, letter)) return { text: RAISED[letter], font: "helvetica", shift: 1 };
  if (Object.hasOwn(LOWERED, letter)) return { text: LOWERED[letter], font: "helvetica", shift: -1 };
  if (Object.hasOwn(SYMBOLS, letter)) return { text: SYMBOLS[letter], font: "symbol", shift: 0 };
  // Spaces of every width; what Helvetica has beyond Latin-1 is none of ours.
  if (/\s/.test(letter)) return { text: " ", font: "helvetica", shift: 0 };
  if (letter === "–" || letter === "—") return { text: "-", font: "helvetica", shift: 0 };
  return { text: letter <= "\u00ff" ? letter : "", font: "helvetica", shift: 0 };
}

/**
 * Text in the standard fonts of PDF, which know no Greek and few superscripts: neighbours of one kind joined. What they
 * cannot write (a bar over a letter) is left out.
 */
export function textRuns(text: string): TextRun[] {
  const runs: TextRun[] = [];
  for (const letter of text) {
    const next = runOf(letter);
    const last = runs.at(-1);
    if (last && last.font === next.font && last.shift === next.shift)
      runs[runs.length - 1] = { ...last, text: last.text + next.text };
    else if (next.text !== "") runs.push(next);
  }
  return runs;
}
