import { describe, expect, it } from "vitest";
import {
  BEAM_BACKGROUND,
  BEAM_SLOT,
  beamClusters,
  withBeamCluster,
} from "../../src/catalogue/alp-photon/beam-background.js";
import { threePhotonMass, timing } from "../../src/catalogue/alp-photon/observables.js";
import { signalId } from "../../src/catalogue/alp-photon/samples.js";
import { simulation } from "../../src/catalogue/alp-photon/simulation.js";
import { alpPhoton } from "../../src/catalogue/alp-photon.js";
import { runTask } from "../../src/loaders/simulation-task.js";
import { integrate } from "../../src/numerics/quadrature.js";
import { randomStream } from "../../src/numerics/random.js";
import { BELLE_II } from "../../src/physics/beams.js";
import { PDG } from "../../src/physics/constants.js";
import { makeTrial, type Process } from "../../src/physics/generators/generator.js";
import { expectEvery } from "../expect-every.js";

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1];
const photons: Process = {
  slots: ["photon"],
  draw(_, { pdg }) {
    pdg.fill(PDG.photon);
    return 8;
  },
};

describe("beam background", () => {
  it("has as many clusters as its spectrum holds within the time", () => {
    const { rate, power, timing: unit } = BEAM_BACKGROUND;
    // dR/dE = R(>1) (p − 1) E⁻ᵖ; the rest above 100 GeV is 1e-4 of what is above 1.
    const above = integrate(
      (u) => (power.value - 1) * Math.exp(u) ** (1 - power.value),
      Math.log(0.65),
      Math.log(100),
      60,
    );
    const seconds = 2 * 10 * unit.value * 1e-9;
    expect(beamClusters(0.65, 10) / (rate.value * above * seconds)).toBeCloseTo(1, 3);
    expect(beamClusters(1, 1)).toBeCloseTo(1000 * 1e-8, 12);
  });

  it("adds one cluster a reaction, even in solid angle of the laboratory, with the probability that there is one", () => {
    const range = { energy: 0.5, polarAngle: [30, 120], within: 20 } as const;
    const process = withBeamCluster(photons, range);
    expect(process.slots).toEqual(["photon", BEAM_SLOT]);
    const stream = randomStream("test", "beam-background");
    const trial = makeTrial(process);
    const m = BELLE_II.laboratoryMatrix;
    const energies: number[] = [];
    const cosines: number[] = [];
    for (let i = 0; i < 4000; i++) {
      expect(process.draw(stream, trial)).toBeCloseTo(8 * beamClusters(0.5, 20), 12);
      const [px, py, pz, e] = trial.momenta.slice(4, 8);
      expect(Math.hypot(px, py, pz) / e).toBeCloseTo(1, 9);
      const energy = m[0] * e + m[1] * px + m[2] * py + m[3] * pz;
      energies.push(energy);
      cosines.push((m[12] * e + m[13] * px + m[14] * py + m[15] * pz) / energy);
    }
    // E⁻³ above 0.5 GeV: half of them above 0.5 √2.
    expect(median(energies) / (0.5 * Math.SQRT2)).toBeCloseTo(1, 1);
    expect(Math.min(...energies)).toBeGreaterThan(0.5);
    expect(median(cosines)).toBeCloseTo((Math.cos(Math.PI / 6) - 0.5) / 2, 1);
    expect(Math.min(...cosines)).toBeGreaterThan(-0.5 - 1e-9);
    expect(Math.max(...cosines)).toBeLessThan(Math.cos(Math.PI / 6) + 1e-9);
  });

  it("comes at any time and with too much energy, where prompt photons are all within the cut on time", () => {
    const run = (sample: string) =>
      runTask(simulation, { search: "alp-beam", sample, purpose: "estimate", seed: 1, block: 0, trials: 12_000 })
        .observed.values;
    const beam = run("beamgamma");
    const late = Array.from(beam[timing.id]);
    expect(late.length).toBeGreaterThan(2000);
    const [limit] = alpPhoton.selection.flatMap(({ id, parameters: [one] }) =>
      id === "photon-timing" ? one.nominal : [],
    );
    expect(limit).toBe(10);
    expect(late.filter((t) => t < limit).length / late.length).toBeCloseTo(0.5, 1);
    expectEvery(Array.from(run(signalId(2))[timing.id]), (t) => t > 0 && t < 3);
    // γγ alone has the whole energy: with the cluster M is √s (1 + E/√s) or so, above 1.03 √s but for radiation.
    const heavy = Array.from(beam[threePhotonMass.id]).filter((mass) => mass > 1.03 * BELLE_II.sqrtS);
    expect(heavy.length / late.length).toBeGreaterThan(0.6);
    expect(heavy.length / late.length).toBeLessThan(0.95);
  });
});
