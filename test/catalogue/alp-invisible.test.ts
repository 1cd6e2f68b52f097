import { beforeAll, describe, expect, it } from "vitest";
import { Analysis } from "../../src/analysis/evaluate.js";
import { type EventTable, makeTable } from "../../src/analysis/events.js";
import { nominalState } from "../../src/analysis/state.js";
import { escapeProbability, escapeReadings, UNSEEN_BEYOND } from "../../src/catalogue/alp-invisible/escape.js";
import { extraEnergy, photonEnergy } from "../../src/catalogue/alp-invisible/observables.js";
import { oneSeen } from "../../src/catalogue/alp-invisible/one-seen.js";
import { signalId } from "../../src/catalogue/alp-invisible/samples.js";
import { simulation } from "../../src/catalogue/alp-invisible/simulation.js";
import { windowOf, windows } from "../../src/catalogue/alp-invisible/windows.js";
import { alpInvisible as search } from "../../src/catalogue/alp-invisible.js";
import { DETECTOR } from "../../src/catalogue/alp-photon/detector.js";
import { runTask } from "../../src/loaders/simulation-task.js";
import { randomStream } from "../../src/numerics/random.js";
import { PDG } from "../../src/physics/constants.js";
import { makeTrial } from "../../src/physics/generators/generator.js";
import { hasReference, readReferenceTable } from "../reference.js";

/** Simulated masses of the small table, GeV. */
const MASSES = [0.001, 3, 5, 7, 8.2];
const TRIALS = { signal: 6000, gammagamma: 700_000, eegamma: 400_000 } as const;
const LUMINOSITY = 0.445;

const small = {
  ...search,
  samples: search.samples.filter((one) => one.kind !== "signal" || MASSES.includes(one.hypothesis?.mass ?? 0)),
};

/** Some of every sample, each with the weight that it then has; the backgrounds once more as data. */
function smallTable(): EventTable {
  const part = (id: string, kind: "signal" | "background", trials: number, mass?: number) => {
    const task = { search: "alp-invisible-test", sample: id, purpose: "estimate" as const, seed: 1, block: 0, trials };
    const { observed, weightSum } = runTask(simulation, task);
    const maximum = simulation.samples.find(({ sample }) => sample === id)?.makeGenerator().maximum ?? 0;
    return {
      sample: {
        id,
        kind,
        label: "",
        ...(mass === undefined ? {} : { hypothesis: { mass } }),
        crossSection: { value: weightSum / trials, sigma: 0 },
        trials,
        weight: (LUMINOSITY * maximum) / trials,
      },
      blocks: [observed],
    };
  };
  return makeTable(small.observables, [
    part("gammagamma", "background", TRIALS.gammagamma),
    part("eegamma", "background", TRIALS.eegamma),
    ...MASSES.map((mass) => part(signalId(mass), "signal", TRIALS.signal, mass)),
  ]);
}

describe("the search for an ALP that is not seen", () => {
  let table: EventTable;
  beforeAll(() => {
    table = smallTable();
  }, 60_000);

  const energies = (id: string) => {
    const { start, end } = table.samples.find(({ sample }) => sample.id === id) ?? { start: 0, end: 0 };
    return Array.from(table.columns[photonEnergy.id].subarray(start, end), (steps) => steps * photonEnergy.step);
  };

  it("sees a peak at (s − m²)/(2√s), as wide as photons are measured", () => {
    // With √s = 10.58 GeV: 5.29, 4.86466, 4.10854, 2.97429, 2.11231 GeV.
    const expected = [5.29, 4.86466, 4.10854, 2.97429, 2.11231];
    MASSES.forEach((mass, i) => {
      const { min, max } = windowOf(mass);
      expect((min + max) / 2).toBeCloseTo(expected[i], 4);
      // Radiation of the beams leaves a tail to low energies: the core is what lies within ± 3 windows' halves.
      const core = energies(signalId(mass)).filter((e) => Math.abs(e - expected[i]) < 0.75 * (max - min));
      expect(core.length).toBeGreaterThan(500);
      const median = core.sort((a, b) => a - b)[core.length >> 1];
      expect(Math.abs(median / expected[i] - 1)).toBeLessThan(0.01);
      const half = (core[Math.floor(0.8413 * core.length)] - core[Math.floor(0.1587 * core.length)]) / 2;
      // A window is 4σ.
      expect(half / ((max - min) / 4)).toBeGreaterThan(0.9);
      expect(half / ((max - min) / 4)).toBeLessThan(1.4);
    });
  });

  it("keeps of the signal what geometry says", () => {
    const { signals } = new Analysis(small, table).evaluate(nominalState(small));
    expect(signals).toHaveLength(MASSES.length);
    for (const { mass, efficiency, rows } of signals) {
      expect(rows).toBeGreaterThan(300);
      // ∫(3/8)(1 + z²)dz over 37.3° … 123.7° of the laboratory, z from tan(θ*/2) = 1.3275 tan(θ/2): 0.601; times the
      // trigger (0.95), conversion (0.96) and a window of ± 2σ (0.95) that radiation of the beams takes from.
      expect(efficiency, `${mass} GeV`).toBeGreaterThan(0.35);
      expect(efficiency, `${mass} GeV`).toBeLessThan(0.601 * 0.95 * 0.95);
    }
  });

  it("has backgrounds where kinematics let them be", () => {
    const e = energies("eegamma");
    expect(e.length).toBeGreaterThan(5000);
    // Two leptons within 20° of the beams cannot balance a photon of 3.6 GeV in the barrel.
    expect(Math.max(...e)).toBeLessThan(3.7);
    const g = energies("gammagamma");
    const above = (from: number, to: number) => g.filter((one) => one > from && one < to).length;
    // A photon that is missed leaves the other with √s/2: more there than in all the range between.
    expect(above(5, 5.6)).toBeGreaterThan(above(3, 4.6));
    expect(above(3, 4.6)).toBeGreaterThan(50);
    const extra = table.columns[extraEnergy.id];
    expect(Math.max(...extra) * extraEnergy.step).toBeLessThan(0.2 + 1e-9);
  });

  it.skipIf(!hasReference("curves/axion-photon/AxionLimits_BaBar.txt"))(
    "limits the coupling less than BaBar's photons would at this luminosity, within the order of magnitude",
    () => {
      const [, coupling] = readReferenceTable("curves/axion-photon/AxionLimits_BaBar.txt")[0];
      expect(coupling).toBeGreaterThan(1e-4);
      // Of a search with background: the coupling goes with the fourth root of the luminosity, 53 fb⁻¹ there.
      const scaled = coupling * (53 / LUMINOSITY) ** 0.25;
      const { scan } = new Analysis(small, table).evaluate(nominalState(small));
      const limits = scan.flatMap(({ limits: { gAGammaGamma } }) => gAGammaGamma.expected[2] ?? []);
      expect(limits).toHaveLength(windows.length);
      expect(Math.min(...limits) / scaled).toBeGreaterThan(1);
      expect(Math.min(...limits) / scaled).toBeLessThan(15);
    },
  );

  it("limits less where there is more background, and where less is known of it", () => {
    const of = (systematics: Readonly<Record<string, number>>) =>
      new Analysis(small, table).evaluate({ ...nominalState(small), systematics }).scan;
    const at = (scan: ReturnType<typeof of>, mass: number) =>
      scan.reduce((a, b) => (Math.abs(a.hypothesis.mass - mass) < Math.abs(b.hypothesis.mass - mass) ? a : b)).limits
        .crossSection.expected[2] ?? 0;
    const [nominal, known] = [of({}), of({ lost: 0 })];
    expect(at(nominal, 0.01) / at(nominal, 4)).toBeGreaterThan(3);
    expect(at(nominal, 8.5) / at(nominal, 4)).toBeGreaterThan(3);
    expect(at(nominal, 0.01) / at(known, 0.01)).toBeGreaterThan(1.5);
  });

  it("says up to where a light ALP flies away", () => {
    // cτ = 4.9594e-4 cm at 0.2 GeV for g = 10⁻³/GeV, as 1/m³; momentum 5.28996 GeV.
    const length = ((4.9594e-4 * (0.2 / 0.03) ** 3) / 0.03) * 5.28996;
    expect(Math.log(escapeProbability(0.03, 1e-3)) / (-UNSEEN_BEYOND.value / length)).toBeCloseTo(1, 4);
    expect(escapeProbability(1e-3, 1e-3)).toBeGreaterThan(0.99);
    const { scan } = new Analysis(small, table).evaluate(nominalState(small));
    const [first, second] = escapeReadings(scan);
    expect(first).toContain("invisible particles alone");
    const up = Number(second.match(/up to ([\d.]+) GeV/)?.[1]);
    expect(up).toBeGreaterThan(0.003);
    expect(up).toBeLessThan(0.2);
  });
});

describe("one cluster seen", () => {
  const at = (cosine: number, energy: number): [number, number, number, number] => [
    energy * Math.sqrt(1 - cosine * cosine),
    0,
    energy * cosine,
    energy,
  ];
  const weightOf = (particles: readonly { pdg: number; momentum: readonly number[] }[]) => {
    const process = oneSeen(
      {
        slots: particles.map((_, i) => `${i}`),
        draw: (_, { momenta, pdg }) => {
          particles.forEach((one, i) => {
            momenta.set(one.momentum, 4 * i);
            pdg[i] = one.pdg;
          });
          return 1;
        },
      },
      DETECTOR,
      { energy: 1.4, soft: 0.25 },
    );
    const trial = makeTrial(process);
    const weight = process.draw(randomStream("test", "one-seen"), trial);
    return { weight, pdg: [...trial.pdg] };
  };
  const photon = (cosine: number, energy = 5.29) => ({ pdg: PDG.photon, momentum: at(cosine, energy) });

  it("weighs by what is lost: the barrel misses 0.3 %, either photon", () => {
    const { weight, pdg } = weightOf([photon(0.1), photon(-0.1)]);
    expect(weight).toBeCloseTo(2 * 0.003, 12);
    expect(pdg.filter((code) => code === PDG.photon)).toHaveLength(1);
    expect(weightOf([photon(0.1), photon(-0.999)]).weight).toBe(1);
    expect(weightOf([photon(0.999), photon(-0.999)]).weight).toBe(0);
    expect(weightOf([photon(0.1), photon(-0.1), photon(0.2, 3)]).weight).toBeCloseTo(3 * 0.003 ** 2, 12);
  });

  it("takes an electron for a photon where its track is not found, and never loses its shower", () => {
    const electron = (cosine: number) => ({ pdg: PDG.electron, momentum: at(cosine, 5.29) });
    expect(weightOf([electron(0.1), photon(-0.999)]).weight).toBeCloseTo(0.01, 12);
    expect(weightOf([photon(0.1), electron(-0.1)]).weight).toBeCloseTo(0.01 * 0.003, 12);
    expect(weightOf([photon(0.1), electron(0.9999)]).weight).toBe(1);
  });

  it("leaves soft particles where they are", () => {
    const { weight, pdg } = weightOf([photon(0.1), photon(0.2, 0.1)]);
    expect(weight).toBe(1);
    expect(pdg).toEqual([PDG.photon, PDG.photon]);
  });
});
