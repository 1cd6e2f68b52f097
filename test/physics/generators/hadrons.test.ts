import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { PDG } from "../../../src/physics/constants.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { hadrons } from "../../../src/physics/generators/hadrons.js";
import { thrust } from "../../../src/physics/kinematics.js";
import { chiSquare, histogram, largestImbalance } from "./conservation.js";

const collision = { sqrtS: 10.58, energySpread: 0, radiation: false };

describe("hadrons", () => {
  const generator = hadrons(collision);
  const block = generator.generate(6000, randomStream("hadrons test", 1));
  const charged = block.particles.filter(({ name }) => name.startsWith("hadron"));

  it("keeps four-momentum and charge, with and without radiation", () => {
    const names = [...generator.slots];
    expect(largestImbalance(block, names)).toBeLessThan(1e-9);
    const radiating = hadrons({ ...collision, radiation: true }).generate(3000, randomStream("hadrons test", 2));
    expect(largestImbalance(radiating, names)).toBeLessThan(1e-9);
    for (let i = 0; i < block.length; i++) {
      expect(charged.reduce((sum, { pdg }) => sum + Math.sign(pdg[i]), 0)).toBe(0);
      expect(charged.reduce((sum, { pdg }) => sum + (Math.abs(pdg[i]) === PDG.kaonCharged ? 1 : 0), 0) % 2).toBe(0);
    }
  });

  it("has the multiplicity it was given, less what is cut off, and the cross-section", () => {
    let count = 0;
    for (const { pdg } of charged) count += pdg.filter((code) => code !== 0).length;
    expect(count / block.length).toBeGreaterThan(7.3);
    expect(count / block.length).toBeLessThan(8.3);
    const { value } = crossSectionOf([block]);
    expect(value / 3.69e6).toBeGreaterThan(0.98);
    expect(value / 3.69e6).toBeLessThanOrEqual(1);
  });

  it("is two-jet-like about an axis that goes as 1 + cos²", () => {
    const [x, y, z] = [new Float64Array(12), new Float64Array(12), new Float64Array(12)];
    const axis = new Float64Array(3);
    let sum = 0;
    const cosines: number[] = [];
    for (let i = 0; i < 3000; i++) {
      let n = 0;
      for (const { pdg, px, py, pz } of charged) {
        if (pdg[i] === 0) continue;
        [x[n], y[n], z[n]] = [px[i], py[i], pz[i]];
        n++;
      }
      sum += thrust(x, y, z, n, axis);
      cosines.push(Math.abs(axis[2]));
    }
    // Continuum events near 10.58 GeV have a mean thrust of about 0.85 to 0.9; of B pairs it is 0.73 (recalled).
    expect(sum / 3000).toBeGreaterThan(0.83);
    expect(sum / 3000).toBeLessThan(0.93);
    const primitive = (c: number) => (3 / 4) * (c + c ** 3 / 3);
    const shares = Array.from({ length: 5 }, (_, i) => primitive((i + 1) / 5) - primitive(i / 5));
    expect(chiSquare(histogram(cosines, 0, 1, 5), shares)).toBeLessThan(30);
  });
});
