import { describe, expect, it } from "vitest";
import { configurations } from "../../src/catalogue/inelastic-dark-matter/configurations.js";
import { inelasticModel } from "../../src/catalogue/inelastic-dark-matter/model.js";
import { integrate } from "../../src/numerics/quadrature.js";
import { randomStream } from "../../src/numerics/random.js";
import { BELLE_II, toLaboratory } from "../../src/physics/beams.js";
import {
  type InelasticDarkMatterOptions,
  inelasticDarkMatter,
} from "../../src/physics/generators/inelastic-dark-matter.js";

/** Radii (cm) between which the regions of the detector lie. */
const EDGES = [0.2, 0.9, 17, 60];
const SQRT_S = 10.58;
const DEGREE = Math.PI / 180;
const LEAST_ANGLE = 12 * DEGREE;

/** χ₂ of an event: p_T/m and polar angle (deg) in the laboratory; whether its photon fires the trigger of 2 GeV. */
interface Chi2 {
  readonly boost: number;
  readonly angle: number;
  readonly fired: boolean;
}

const fires = (energy: number, cosine: number) =>
  energy > 2 && cosine < Math.cos(22 * DEGREE) && cosine > Math.cos(158.5 * DEGREE);

const seen = ({ angle, fired }: Chi2) => fired && angle > 17 && angle < 150;

/** Shares of all χ₂ that are seen to decay in the regions at a mean proper length (cm). */
function shares(produced: readonly Chi2[], length: number): number[] {
  return EDGES.slice(1).map((outer, k) => {
    const inside = ({ boost }: Chi2) => Math.exp(-EDGES[k] / (length * boost)) - Math.exp(-outer / (length * boost));
    return produced.filter(seen).reduce((sum, one) => sum + inside(one), 0) / produced.length;
  });
}

/** Without the generator: A′ recoils against the photon, decays isotropically, is boosted along the axis. */
function isotropic(ratio: number, mass: number): Chi2[] {
  const [darkPhoton, heavier] = [ratio * mass, 1.4 * mass];
  const x = (darkPhoton / SQRT_S) ** 2;
  const energy = (SQRT_S * (1 - x)) / 2;
  const own = Math.sqrt((darkPhoton ** 2 - (mass + heavier) ** 2) * (darkPhoton ** 2 - (heavier - mass) ** 2));
  const momentum = own / (2 * darkPhoton);
  const stream = randomStream("test", "idm", "isotropic", ratio, mass);
  const rapidity = Math.atanh(Math.cos(LEAST_ANGLE));
  const most = 2 + (4 * x) / (1 - x) ** 2;
  const found: Chi2[] = [];
  while (found.length < 60_000) {
    const z = Math.tanh(rapidity * (2 * stream.uniform() - 1));
    if (stream.uniform() * most > 1 + z * z + (4 * x) / (1 - x) ** 2) continue;
    // Along the A′, across it in the plane of the beams, and out of that plane.
    const cosine = 2 * stream.uniform() - 1;
    const azimuth = 2 * Math.PI * stream.uniform();
    const across = momentum * Math.sqrt(1 - cosine * cosine);
    const gamma = (SQRT_S - energy) / darkPhoton;
    const e0 = Math.hypot(momentum, heavier);
    const along = gamma * momentum * cosine + (energy / darkPhoton) * e0;
    const e = gamma * e0 + (energy / darkPhoton) * momentum * cosine;
    const [u, v] = [across * Math.cos(azimuth), across * Math.sin(azimuth)];
    const sine = Math.sqrt(1 - z * z);
    const transverse = Math.hypot(along * sine - u * z, v);
    const longitudinal = 1.04044 * (along * z + u * sine) + 0.28725 * e;
    found.push({
      boost: transverse / heavier,
      angle: Math.atan2(transverse, longitudinal) / DEGREE,
      // The photon goes the other way.
      fired: fires(energy, -z),
    });
  }
  return found;
}

/** From the generator, A′ → χ₁χ₂ correlated with the beams. */
function generated(ratio: number, chi1Mass: number): Chi2[] {
  const options: InelasticDarkMatterOptions = {
    sqrtS: SQRT_S,
    energySpread: 0,
    radiation: false,
    chi1Mass,
    splitting: 0.4,
    darkPhotonMass: ratio * chi1Mass,
    epsilon: 1e-3,
    alphaD: 0.1,
    leptons: "electrons",
    maximumCosine: Math.cos(LEAST_ANGLE),
    minimumPhotonEnergy: 0.1,
    lineshape: "narrow",
  };
  const produced = inelasticDarkMatter(options).generate(20_000, randomStream("test", "idm", "shares", chi1Mass));
  const flown = toLaboratory(produced, BELLE_II);
  const slots = ({ particles }: typeof flown, names: readonly string[]) =>
    names.map((name) => particles.filter((one) => one.name === name)[0]);
  const products = slots(flown, ["chi1 of chi2", "l-", "l+"]);
  const [photon] = slots(produced, ["photon"]);
  return Array.from({ length: flown.length }, (_, i) => {
    const sum = (key: "px" | "py" | "pz") => products.reduce((all, one) => all + one[key][i], 0);
    const transverse = Math.hypot(sum("px"), sum("py"));
    return {
      boost: transverse / (1.4 * chi1Mass),
      angle: Math.atan2(transverse, sum("pz")) / DEGREE,
      fired: fires(photon.e[i], photon.pz[i] / photon.e[i]),
    };
  });
}

const lengthAt = (ratio: number, chi1Mass: number, epsilon: number) =>
  inelasticModel(ratio).decayLength({ mass: chi1Mass, chi1Mass }, { splitting: 0.4, epsilon, alphaD: 0.1 });

describe("decays in the regions of the detector", () => {
  // A toy from outside, ± 0.003; the generator is held against it in the test of its own.
  it.each([
    [0.5, 1e-3, [0.042, 0.452, 0.132]],
    [1, 1e-3, [0.177, 0.397, 0.0006]],
    [1, 3e-4, [0.021, 0.318, 0.239]],
    [2, 1e-4, [0.018, 0.288, 0.25]],
    [3, 1e-4, [0.074, 0.479, 0.052]],
  ])("come out as in a toy for m(A′) = 2.5 m(χ₁), %f GeV and ε = %f", (mass, epsilon, toy) => {
    const found = shares(isotropic(2.5, mass), lengthAt(2.5, mass, epsilon));
    for (const [k, share] of toy.entries()) expect(Math.abs(found[k] - share)).toBeLessThan(0.008);
  });

  it.each([
    [0.5, 1e-3],
    [1, 3e-4],
    [2, 1e-4],
  ])("come out alike of generator and integral for m(A′) = 3 m(χ₁), %f GeV and ε = %f", (mass, epsilon) => {
    const length = lengthAt(3, mass, epsilon);
    const integral = shares(isotropic(3, mass), length);
    expect(Math.max(...integral)).toBeGreaterThan(0.2);
    // Correlation with the beams, which the integral leaves out, and statistics.
    for (const [k, share] of shares(generated(3, mass), length).entries())
      expect(Math.abs(share - integral[k])).toBeLessThan(0.012);
  });
});

/** Assumed efficiency of a pair at a radius (cm), written out once more. */
const efficiency = (r: number) => (r < 0.9 ? 0.9 : r < 17 ? 0.7 : (0.5 * (60 - r)) / 43);

describe("where the interval of ε begins at 1 GeV, before other losses", () => {
  it.each([
    [2.5, 1.11e-4, 1.42e-4],
    [3, 1.3e-4, 1.66e-4],
  ])("for m(A′) = %f m(χ₁): %f for every decay, %f with the efficiency of displaced pairs", (ratio, every, found) => {
    const produced = isotropic(ratio, 1).slice(0, 20_000);
    const kept = produced.filter(seen);
    const { crossSection } = inelasticModel(ratio);
    /** Expected events at 100 fb⁻¹: mean efficiency over the exponential of each. */
    const events = (epsilon: number, of: (r: number) => number) => {
      const length = lengthAt(ratio, 1, epsilon);
      const density = (r: number) =>
        kept.reduce((sum, { boost }) => sum + Math.exp(-r / (length * boost)) / (length * boost), 0);
      const share = EDGES.slice(1).reduce(
        (sum, outer, k) => sum + integrate((r) => of(r) * density(r), EDGES[k], outer, 16),
        0,
      );
      return (100 * crossSection({ mass: 1, chi1Mass: 1 }, { epsilon }) * share) / produced.length;
    };
    expect(events(every, () => 1) / Math.log(10)).toBeCloseTo(1, 1);
    expect(events(found, efficiency) / Math.log(10)).toBeCloseTo(1, 1);
    // What the page tells.
    const { told } = configurations.filter((one) => one.ratio.value === ratio)[0];
    const numbers = [...told.lowest.matchAll(/(\d\.\d+) × 10⁻⁴/g)].map(([, number]) => Number(number) * 1e-4);
    expect(numbers).toHaveLength(2);
    expect(Math.abs(numbers[0] / found - 1)).toBeLessThan(0.02);
    expect(Math.abs(numbers[1] / every - 1)).toBeLessThan(0.02);
  });
});
