import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { BELLE_II } from "../../../src/physics/beams.js";
import { MASS, PDG } from "../../../src/physics/constants.js";
import { BELLE_II_DETECTOR } from "../../../src/physics/detector/belle2.js";
import { SAMPLES, sampleOf } from "../../../src/physics/generators/registry.js";
import { enterDetector } from "../../../src/physics/generators/sample.js";
import { expectEvery } from "../../expect-every.js";

/** Masses of the particles that a detector sees, by code. */
const massOf = new Map(
  (["electron", "muon", "photon", "pionCharged", "kaonCharged", "proton", "kaonShort", "lambda"] as const).map(
    (name) => [PDG[name], MASS[name]],
  ),
);

describe("samples by name", () => {
  it.each(Object.keys(SAMPLES))("%s makes events with its defaults, the same from the same stream", (name) => {
    const sample = sampleOf(name);
    const generator = sample.make();
    const block = generator.generate(2000, randomStream("registry test", name));
    const again = sample.make().generate(2000, randomStream("registry test", name));
    expect(block.length).toBeGreaterThan(0);
    expect(block.particles.map((particle) => particle.name)).toEqual([...generator.slots]);
    expect(again.particles[0].px).toEqual(block.particles[0].px);
    expect(generator.survey.value).toBeGreaterThan(0);
    for (const { e, px, py, pz } of block.particles) {
      for (const column of [e, px, py, pz]) expectEvery(column, Number.isFinite);
    }
    for (const { pdg, e, px, py, pz } of block.particles) {
      for (let i = 0; i < block.length; i++) {
        const mass = massOf.get(Math.abs(pdg[i]));
        if (mass === undefined) continue;
        const off = e[i] ** 2 - px[i] ** 2 - py[i] ** 2 - pz[i] ** 2 - mass ** 2;
        // Electrons of Bhabha scattering are massless: m² is 2.6e-7 GeV².
        expect(Math.abs(off)).toBeLessThan(3e-7 + 1e-12 * e[i] ** 2);
      }
    }
    const flights = sample.flights();
    const { material } = BELLE_II_DETECTOR;
    const stream = randomStream("registry test", name, "detector");
    const flown = enterDetector(sample, {}, block, BELLE_II, material, stream);
    expect(flown.frame).toBe("laboratory");
    for (const { products } of flights) {
      const slot = flown.particles.find((particle) => particle.name === products[0])!;
      expect(slot.vertex!.x.some((x) => x !== 0)).toBe(true);
    }
    if (sample.conversions.length > 0) {
      const total = (weights: Float64Array) => weights.reduce((sum, w) => sum + w, 0);
      const share = total(flown.weight) / total(block.weight);
      // Two photons, 7/9 of 3 % of a radiation length at 90°, more where they are inclined.
      expect(share).toBeGreaterThan(0.05);
      expect(share).toBeLessThan(0.3);
    }
    for (const option of Object.values(sample.options)) expect(option.title).not.toBe("");
  });

  it("takes options by name and refuses what it does not know", () => {
    const { make, flights } = sampleOf("alp-photon");
    expect(make({ mass: 5, radiation: false, energySpread: 0 }).survey.value).toBeCloseTo(55.46, 0);
    expect(flights({ decay: "invisible" })).toEqual([]);
    expect(() => sampleOf("unicorn")).toThrow("sample: unicorn, expected one of alp-photon");
    expect(() => sampleOf("toString")).toThrow("sample: toString");
    expect(() => make({ flavour: 1 })).toThrow("option: flavour, expected one of sqrtS");
    expect(() => make({ mass: "1" })).toThrow("mass: 1, expected a number");
    expect(() => make({ mass: Number.NaN })).toThrow("mass: NaN, expected a number");
    expect(() => make({ decay: "muons" })).toThrow("decay: muons, expected one of photons, invisible");
  });
});
