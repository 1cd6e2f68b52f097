import { expect, it } from "vitest";
import { textRuns } from "../../src/components/pdf-text.js";

it("writes Greek in Symbol and raises exponents, the rest in Helvetica", () => {
  expect(textRuns("μμ(γ), 10⁻³ GeV/c²")).toEqual([
    { text: "mm", font: "symbol", shift: 0 },
    { text: "(", font: "helvetica", shift: 0 },
    { text: "g", font: "symbol", shift: 0 },
    { text: "), 10", font: "helvetica", shift: 0 },
    { text: "-3", font: "helvetica", shift: 1 },
    { text: " GeV/c", font: "helvetica", shift: 0 },
    { text: "2", font: "helvetica", shift: 1 },
  ]);
});

it("knows every letter that a figure of a search uses, but for bars over letters", () => {
  const used =
    "Darkroom simulation, not nominal Belle II, √s = 10.58 GeV, ∫L dt = 276 pb⁻¹ Z′ expected ± 1σ (g−2)μ τ → π ψ Λ Υ χ₁ ° ≥ ≤ ε²α_D θ";
  const written = textRuns(used)
    .map(({ text }) => text)
    .join("");
  expect([...written]).toHaveLength([...used].length);
});
