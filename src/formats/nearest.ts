/** Changes of one character that turn one word into another (Levenshtein 1966), upper and lower case alike. */
export function distance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[to.length];
}

/** Most words that a message lists. */
const MOST = 24;

/** "did you mean E1" where a known word is near, else "known are …": the remedy for a misspelt word. */
export function suggest(word: string, known: readonly string[]): string {
  const near = known
    .map((one) => ({ one, far: distance(word, one) }))
    .filter(({ one, far }) => far <= Math.max(1, Math.min(3, Math.floor(Math.max(word.length, one.length) / 2))))
    .sort((a, b) => a.far - b.far)[0];
  if (near) return `did you mean ${near.one}`;
  const rest = known.length > MOST ? " …" : "";
  return known.length === 0 ? "there is none" : `known are ${known.slice(0, MOST).join(", ")}${rest}`;
}
