const yieldNumber = {
  ...{ name: "correction: yield", value: 0.75, unit: "", origin: "published" },
  source: "PRL 124, 141801",
};

/** A result of three hypotheses, as a page fetches it. */
export function reviewedFile({ scale = 1, muons = 400, number = 0.75, commit = "a", hash = "1" } = {}) {
  const point = (mass: number, factor: number) => ({
    hypothesis: { mass },
    region: { observable: "recoil", min: 0, max: 1, unit: "GeV²" },
    ...{ observed: 3, background: { value: 2.5, sigma: 0.5 }, efficiency: 0.04, localPValue: 0.4 },
    ...{ effectiveEvents: 20, tuned: {} },
    limits: {
      gPrime: { unit: "", observed: 0.05 * factor, expected: [0.03, 0.04, 0.045 * factor, 0.06, 0.08], status: "ok" },
    },
  });
  return {
    search: "zprime-invisible",
    schema: 1,
    data: "pseudo",
    evaluation: {
      scan: [point(1, 1), point(2, scale), point(3, Math.sqrt(scale))],
      cutFlow: [
        {
          cut: "dimuon-pt",
          title: "pT",
          samples: { mumu: { events: muons, yield: muons / 2 }, data: { events: 190, yield: 190 } },
        },
      ],
    },
    provenance: {
      ...{ commit, code: commit },
      parameters: { seed: 1, scale: 1 },
      inputs: { "data/samples/a.csv": hash },
      packages: { d3: "7.9.2" },
      numbers: [{ ...yieldNumber, value: number }],
    },
  };
}
