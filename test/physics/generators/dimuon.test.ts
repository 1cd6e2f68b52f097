import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { randomStream } from "../../../src/numerics/random.js";
import { ALPHA, MASS } from "../../../src/physics/constants.js";
import type { EventBlock } from "../../../src/physics/events.js";
import { dimuon, PAIR_RADIATION_FACTOR } from "../../../src/physics/generators/dimuon.js";
import { FinalStateRadiation } from "../../../src/physics/generators/final-state-radiation.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { InitialStateRadiation } from "../../../src/physics/generators/initial-state-radiation.js";
import { interferenceExponent, interferenceRatio } from "../../../src/physics/generators/interference.js";
import { StructureFunction } from "../../../src/physics/generators/structure-function.js";
import { vectorEmission } from "../../../src/physics/generators/vector-emission.js";
import { radiator } from "../../../src/physics/theory/initial-state-radiation.js";
import { leptonPairCrossSection } from "../../../src/physics/theory/lepton-pair.js";
import { emissionMassSpectrum } from "../../../src/physics/theory/lepton-pair-emission.js";
import { type Momentum, product } from "./dirac.js";
import { chiSquared, chiSquaredAt4Sigma, histogram, worstImbalance } from "./statistics.js";

const sqrtS = 10.58;
const s = sqrtS ** 2;
const options = { sqrtS, energySpread: 0, radiation: true };
const crossSection = (reduced: number) => leptonPairCrossSection(MASS.muon, { sqrtS: Math.sqrt(reduced) });

/** Mass squared of the sum of some slots of event i. */
function massSquared({ particles }: EventBlock, slots: readonly number[], i: number): number {
  const total = [0, 0, 0, 0];
  for (const slot of slots) {
    const { px, py, pz, e } = particles[slot];
    total[0] += px[i];
    total[1] += py[i];
    total[2] += pz[i];
    total[3] += e[i];
  }
  return total[3] ** 2 - total[0] ** 2 - total[1] ** 2 - total[2] ** 2;
}

/** Cross-section (fb) of the events that pass, with its error. */
function partial(block: EventBlock, pass: (i: number) => boolean) {
  const weight = block.weight.map((w, i) => (pass(i) ? w : 0));
  return crossSectionOf([{ ...block, weight }]);
}

describe("radiation of both beams", () => {
  const structure = new StructureFunction(s);
  it("has structure functions that fold to the radiator", () => {
    const beta = structure.exponent;
    const density = (y: number) => (beta / 2) * y ** (beta / 2 - 1) * structure.smooth(y);
    for (const v of [0.01, 0.1, 0.3, 0.6]) {
      // (1 − y₁)(1 − y₂) = 1 − v, soft end of the softer photon in y^(β/2).
      const most = 1 - Math.sqrt(1 - v);
      const folded = integrate(
        (m) => {
          const y = m ** (2 / beta);
          return (2 * structure.smooth(y) * density((v - y) / (1 - y))) / (1 - y);
        },
        0,
        most ** (beta / 2),
        400,
      );
      expect((structure.vertexFactor * folded) / radiator(v, s)).toBeCloseTo(1, 2.5);
    }
  });

  it("gives σ(√(y₁y₂s) > 2 GeV) of the fold of two structure functions when collinear", () => {
    const isr = new InitialStateRadiation({ sqrtS, threshold: 2 * MASS.muon, crossSection, collinear: true });
    const beta = structure.exponent;
    const density = (y: number) => (beta / 2) * y ** (beta / 2 - 1) * structure.smooth(y);
    const least = 4 / s;
    const ends = 1 - (4 * MASS.muon ** 2) / s;
    // Both in ln(1 − y), the range of the second where y₁y₂ > least and s′ is above threshold.
    const outer = (h1: number) => {
      const y1 = -Math.expm1(-h1);
      const low = -Math.log1p(-least / y1);
      const high = Math.log((1 - y1) / (1 - ends));
      if (high <= low) return 0;
      const inner = (h2: number) => {
        const y2 = -Math.expm1(-h2);
        return density(y2) * (1 - y2) * crossSection(s * (1 - y1) * (1 - y2));
      };
      return density(y1) * (1 - y1) * integrate(inner, low, high, 200);
    };
    const range = [-Math.log1p(-least * 1.0005), -Math.log1p(-ends)];
    const expected = structure.vertexFactor * integrate(outer, range[0], range[1], 400);
    for (const seed of [1, 2, 3]) {
      const stream = randomStream("test", "two photons", seed);
      const trials = 300_000;
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < trials; i++) {
        const weight = isr.draw(stream, sqrtS);
        if (!isr.both) continue;
        const { photons } = isr;
        if (4 * photons[3] * photons[7] < 4) continue;
        const w = weight * crossSection(isr.reducedSquare);
        sum += w;
        squares += w * w;
      }
      const value = sum / trials;
      const sigma = Math.sqrt(squares / trials - value ** 2) / Math.sqrt(trials);
      expect(sigma / value).toBeLessThan(0.02);
      expect(Math.abs(value - expected)).toBeLessThan(4 * sigma);
    }
  });

  it("puts one hard photon at the angles of the exact matrix element (χ², 16 bins, and the part at 20° to 160°)", () => {
    const isr = new InitialStateRadiation({ sqrtS, threshold: 2 * MASS.muon, crossSection, collinear: false });
    const stream = randomStream("test", "one photon");
    const cosines: number[] = [];
    const weights: number[] = [];
    for (let i = 0; i < 400_000; i++) {
      const weight = isr.draw(stream, sqrtS);
      if (isr.hardest < 0 || isr.both) continue;
      const at = 4 * isr.hardest;
      if (isr.photons[at + 3] < 0.95 * (sqrtS / 2)) continue;
      cosines.push(isr.photons[at + 2] / isr.photons[at + 3]);
      weights.push(weight);
    }
    const c = Math.cos((20 * Math.PI) / 180);
    const x = 0.98;
    const tensor = 1 + (1 - x) ** 2;
    const density = (z: number) => tensor / (1 - z * z) - (x * x) / 2;
    const expected = Float64Array.from({ length: 16 }, (_, i) =>
      integrate(density, -c + (i * c) / 8, -c + ((i + 1) * c) / 8, 20),
    );
    const measured = histogram(cosines, weights, -c, c, 16);
    const { chi2, degrees } = chiSquared(measured, expected);
    expect(chi2).toBeLessThan(chiSquaredAt4Sigma(degrees));
    const inside = measured.content.reduce((sum, w) => sum + w, 0);
    const all = weights.reduce((sum, w) => sum + w, 0);
    const part = (tensor * Math.log((1 + c) / (1 - c)) - x * x * c) / (tensor * (Math.log(s / MASS.electron ** 2) - 1));
    expect(Math.abs(inside / all - part)).toBeLessThan((4 * Math.sqrt(part)) / Math.sqrt(weights.length));
  });
});

describe("radiation of the pair", () => {
  it("reduces, without mass, to the eikonal current times the tensor of the four fermions", () => {
    // Σ(t² + u²)/(s s′) (−v_q²) with exact three-body kinematics in the plane, tilted against the beams.
    const [x1, x2] = [0.8, 0.65];
    const cosine = (x1 ** 2 + x2 ** 2 - (2 - x1 - x2) ** 2) / (2 * x1 * x2);
    const tilt = 0.7;
    const direct = (x: number, angle: number, flip: number): Momentum => [
      (x * sqrtS) / 2,
      ((x * sqrtS) / 2) * Math.sin(angle) * flip,
      0,
      ((x * sqrtS) / 2) * Math.cos(angle),
    ];
    const q1 = direct(x1, tilt, 1);
    const q2 = direct(x2, tilt + Math.PI - Math.acos(cosine), 1);
    const k: Momentum = [sqrtS - q1[0] - q2[0], -q1[1] - q2[1], 0, -q1[3] - q2[3]];
    expect(Math.abs(product(k, k))).toBeLessThan(1e-9 * s);
    const beams: Momentum[] = [
      [sqrtS / 2, 0, 0, sqrtS / 2],
      [sqrtS / 2, 0, 0, -sqrtS / 2],
    ];
    const invariants = beams.flatMap((p) => [q1, q2].map((q) => (2 * product(p, q)) ** 2));
    const pair = 2 * product(q1, q2);
    const eikonal = pair / (product(q1, k) * product(q2, k));
    const expected = (eikonal * invariants.reduce((sum, x) => sum + x, 0)) / pair;
    const closed = vectorEmission(1 - x1, 1 - x2, 0, 0, -q1[3] / sqrtS, -q2[3] / sqrtS);
    expect(closed / expected).toBeCloseTo(1, 10);
  });

  it.each([
    ["muon", [0.02, 0.1, 0.3, 0.6, 0.95]],
    ["tau", [0.001, 0.01, 0.1, 0.3, 0.8]],
  ] as const)(
    "has the exact spectrum of one photon times the chance of none harder: %s (4σ and 1 %%, four bins)",
    (lepton, edges) => {
      const mass = MASS[lepton];
      const ratio = (4 * mass ** 2) / s;
      const fsr = new FinalStateRadiation(mass);
      const stream = randomStream("test", "fsr", lepton);
      const trials = 600_000;
      const counts = new Float64Array(4);
      const to = new Float64Array(12);
      const axis = Float64Array.of(0, 0, 1);
      const direction = new Float64Array(3);
      for (let i = 0; i < trials; i++) {
        // Born distribution by rejection, independent of the sampler's own.
        let c = 2 * stream.uniform() - 1;
        while (2 * stream.uniform() > 1 + ratio + (1 - ratio) * c * c) c = 2 * stream.uniform() - 1;
        direction[0] = Math.sqrt(1 - c * c);
        direction[2] = c;
        fsr.draw(stream, s, axis, direction, c, to);
        for (let bin = 0; bin < 4; bin++) if (fsr.fraction > edges[bin] && fsr.fraction < edges[bin + 1]) counts[bin]++;
      }
      const e = Math.sqrt(4 * Math.PI * ALPHA);
      const born = leptonPairCrossSection(mass);
      const rate = (y: number) => (emissionMassSpectrum("vector", (1 - y) * s, 0, e, mass) * s) / born;
      const last = 1 - ratio;
      for (let bin = 0; bin < 4; bin++) {
        const none = Math.exp(-integrate(rate, edges[bin + 1], last, 100));
        const between = 1 - Math.exp(-integrate(rate, edges[bin], edges[bin + 1], 60));
        const expected = trials * none * between;
        expect(Math.abs(counts[bin] - expected)).toBeLessThan(4 * Math.sqrt(expected) + 0.01 * expected);
      }
    },
  );
});

describe("soft radiation of a slow pair", () => {
  it("has the rate of the eikonal with mass, (2α/π)[(1 + β²)/2β ln((1 + β)/(1 − β)) − 1], along the beams too", () => {
    const square = 4.5 ** 2;
    const beta = Math.sqrt(1 - (4 * MASS.tau ** 2) / square);
    const eikonal = ((1 + beta ** 2) / (2 * beta)) * Math.log((1 + beta) / (1 - beta)) - 1;
    const [low, high] = [5e-4, 1e-2];
    const rate = ((2 * ALPHA) / Math.PI) * eikonal * Math.log(high / low);
    const fsr = new FinalStateRadiation(MASS.tau);
    const stream = randomStream("test", "soft");
    const axis = Float64Array.of(0, 0, 1);
    const to = new Float64Array(12);
    const trials = 500_000;
    let count = 0;
    for (let i = 0; i < trials; i++) {
      fsr.draw(stream, square, axis, axis, 1, to);
      if (fsr.fraction > low && fsr.fraction < high) count++;
    }
    const expected = trials * rate;
    expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected) + 0.02 * expected);
  });
});

describe("interference of beams and pair", () => {
  const cosine = 0.6;
  const energy = sqrtS / 2;
  const beta = Math.sqrt(1 - (MASS.muon / energy) ** 2);
  const sine = Math.sqrt(1 - cosine ** 2);
  const pair = Float64Array.of(energy * beta * sine, 0, energy * beta * cosine, energy, 0, 0, 0, energy);
  for (let k = 0; k < 3; k++) pair[4 + k] = -pair[k];

  it("changes sign when the muons change places", () => {
    const exchanged = Float64Array.of(...pair.subarray(4), ...pair.subarray(0, 4));
    const photon = Float64Array.of(0.3, 0.5, 0.8, Math.sqrt(0.98));
    const ratio = interferenceRatio(sqrtS, photon, 0, pair);
    expect(Math.abs(ratio - 1)).toBeGreaterThan(0.02);
    expect(ratio + interferenceRatio(sqrtS, photon, 0, exchanged)).toBeCloseTo(2, 12);
    // A charge that is turned from e⁻ to μ⁻ fills the angle between them.
    expect(interferenceRatio(sqrtS, Float64Array.of(0.3, 0, 0.9, Math.sqrt(0.9)), 0, pair)).toBeGreaterThan(1);
  });

  it("has the exponent that is the integral of its current over all angles", () => {
    const p = [Float64Array.of(0, 0, 1, 1), Float64Array.of(0, 0, -1, 1)];
    const q = [pair.subarray(0, 4), pair.subarray(4)].map((v) => v.map((x) => x / energy));
    const dotted = (a: Float64Array, b: Float64Array) => a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2];
    const n = new Float64Array(4);
    n[3] = 1;
    // Average of v_p·v_q over directions; the collinear peaks of each charge cancel only in the sum over the other.
    const average = integrate(
      (z) => {
        n[2] = z;
        const across = Math.sqrt(1 - z * z);
        let sum = 0;
        const points = 4000;
        for (let i = 0; i < points; i++) {
          const phi = (2 * Math.PI * (i + 0.5)) / points;
          n[0] = across * Math.cos(phi);
          n[1] = across * Math.sin(phi);
          for (let a = 0; a < 2; a++) {
            for (let b = 0; b < 2; b++) {
              const sign = a === b ? -1 : 1;
              sum += (-sign * dotted(p[a], q[b])) / (dotted(p[a], n) * dotted(q[b], n));
            }
          }
        }
        return sum / points / 2;
      },
      -1,
      1,
      400,
    );
    expect((2 * ALPHA * average) / Math.PI).toBeCloseTo(interferenceExponent(beta * cosine), 4);
  });
});

describe("the generator of μμ(γ…)", () => {
  it("gives the Born cross-section and angles without radiation (χ², 20 bins)", () => {
    const block = dimuon({ ...options, radiation: false }).generateWeighted(60_000, randomStream("test", "born"));
    const { value } = crossSectionOf([block]);
    expect(value / leptonPairCrossSection(MASS.muon)).toBeCloseTo(1, 9);
    const { e, pz } = block.particles[0];
    const beta = Math.sqrt(1 - (4 * MASS.muon ** 2) / s);
    const cosines = pz.map((p, i) => p / (beta * e[i]));
    const r = (4 * MASS.muon ** 2) / s;
    const primitive = (c: number) => (1 + r) * c + ((1 - r) * c ** 3) / 3;
    const expected = Float64Array.from({ length: 20 }, (_, i) => primitive(-0.9 + 0.1 * i) - primitive(-1 + 0.1 * i));
    const { chi2, degrees } = chiSquared(histogram(cosines, block.weight, -1, 1, 20), expected);
    expect(chi2).toBeLessThan(chiSquaredAt4Sigma(degrees));
  });

  // nb of the radiator alone, by the largest 1 − s′/s; the pair's own radiation adds 3α/4π.
  it.each([1, 2, 3])("gives the cross-sections of the radiator below five cuts on s′ (seed %d)", (seed) => {
    const block = dimuon(options).generate(150_000, randomStream("test", "radiator", seed));
    const table: [number, number, number][] = [
      [0.05, 0.63682, 1e-3],
      [0.2, 0.72025, 1e-3],
      [0.5, 0.78676, 1e-3],
      [0.9, 0.87177, 2e-3],
      [1, 1.0789, 5e-3],
    ];
    for (const [cut, expected, tolerance] of table) {
      const { value, sigma } = partial(block, (i) => 1 - massSquared(block, [0, 1, 2], i) / s < cut);
      const ratio = value / (expected * 1e6 * PAIR_RADIATION_FACTOR);
      expect(Math.abs(ratio - 1)).toBeLessThan(tolerance + (4 * sigma) / value);
    }
  });

  it("recoils above 2 GeV only by two photons or more", () => {
    const block = dimuon(options).generate(60_000, randomStream("test", "recoil"));
    let heavy = 0;
    let worst = 0;
    for (let i = 0; i < block.length; i++) {
      const photons = [2, 3, 4].filter((slot) => block.particles[slot].pdg[i] !== 0);
      const recoil = massSquared(block, photons, i);
      if (photons.length < 2) worst = Math.max(worst, Math.abs(recoil));
      else if (recoil > 4) heavy++;
    }
    expect(worst).toBeLessThan(1e-9 * s);
    // 0.049 nb of 1.08 nb.
    expect(heavy / block.length).toBeGreaterThan(0.04);
    expect(heavy / block.length).toBeLessThan(0.051);
  });

  it("has a charge asymmetry that soft photons make and hard photons undo", () => {
    const block = dimuon(options).generate(200_000, randomStream("test", "asymmetry"));
    const { pz, e } = block.particles[0];
    const asymmetry = (pass: (i: number) => boolean) => {
      const forward = partial(block, (i) => pass(i) && pz[i] > 0).value;
      const backward = partial(block, (i) => pass(i) && pz[i] < 0).value;
      return (forward - backward) / (forward + backward);
    };
    const soft = (i: number) => massSquared(block, [0, 1], i) > 0.98 * s;
    expect(asymmetry(soft)).toBeGreaterThan(0.02);
    expect(asymmetry((i) => !soft(i) && e[i] > 1)).toBeLessThan(-0.02);
    expect(Math.abs(asymmetry(() => true))).toBeLessThan(0.012);
  });

  it("conserves four-momentum and keeps the muons on shell", () => {
    const block = dimuon(options).generate(20_000, randomStream("test", "balance"));
    expect(worstImbalance(block)).toBeLessThan(1e-9);
    let worst = 0;
    for (let i = 0; i < block.length; i++) {
      for (const slot of [0, 1]) worst = Math.max(worst, Math.abs(massSquared(block, [slot], i) - MASS.muon ** 2));
    }
    expect(worst).toBeLessThan(1e-9 * s);
    expect(block.length / block.trials).toBeGreaterThan(0.8);
  });
});
