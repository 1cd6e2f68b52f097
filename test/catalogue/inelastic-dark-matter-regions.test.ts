import { describe, expect, it } from "vitest";
import { inelasticModel } from "../../src/catalogue/inelastic-dark-matter/model.js";
import { randomStream } from "../../src/numerics/random.js";
import { BELLE_II, toLaboratory } from "../../src/physics/beams.js";
import {
  type InelasticDarkMatterOptions,
  inelasticDarkMatter,
} from "../../src/physics/generators/inelastic-dark-matter.js";
import { chi2DecayLength } from "../../src/physics/theory/inelastic-dark-matter.js";

/** Radii (cm) between which the regions of the detector lie. */
const EDGES = [0.2, 0.9, 17, 60];

/** Shares of the regions at decay lengths λ (cm) in the transverse plane, of flights at some angles (deg). */
function shares(flights: readonly { readonly lambda: number; readonly angle: number }[]): number[] {
  return EDGES.slice(1).map((outer, k) => {
    const inside = flights.filter(({ angle }) => angle > 17 && angle < 150);
    const sum = inside.reduce((all, { lambda }) => all + Math.exp(-EDGES[k] / lambda) - Math.exp(-outer / lambda), 0);
    return sum / flights.length;
  });
}

/** Without the generator: A′ recoils against the photon, decays isotropically, is boosted along the axis. */
function isotropicShares(ratio: number, mass: number, length: number): number[] {
  const s = 10.58 ** 2;
  const [darkPhoton, heavier] = [ratio * mass, 1.4 * mass];
  const x = darkPhoton ** 2 / s;
  const energy = (s - darkPhoton ** 2) / (2 * 10.58);
  const own = Math.sqrt((darkPhoton ** 2 - (mass + heavier) ** 2) * (darkPhoton ** 2 - (heavier - mass) ** 2));
  const momentum = own / (2 * darkPhoton);
  const stream = randomStream("test", "idm", "isotropic", mass, length);
  const rapidity = Math.atanh(Math.cos((12 * Math.PI) / 180));
  const most = 2 + (4 * x) / (1 - x) ** 2;
  const flights: { lambda: number; angle: number }[] = [];
  while (flights.length < 60_000) {
    const z = Math.tanh(rapidity * (2 * stream.uniform() - 1));
    if (stream.uniform() * most > 1 + z * z + (4 * x) / (1 - x) ** 2) continue;
    // Along the A′, across it in the plane of the beams, and out of that plane.
    const cosine = 2 * stream.uniform() - 1;
    const azimuth = 2 * Math.PI * stream.uniform();
    const across = momentum * Math.sqrt(1 - cosine * cosine);
    const gamma = (10.58 - energy) / darkPhoton;
    const e0 = Math.hypot(momentum, heavier);
    const along = gamma * momentum * cosine + (energy / darkPhoton) * e0;
    const e = gamma * e0 + (energy / darkPhoton) * momentum * cosine;
    const [u, v] = [across * Math.cos(azimuth), across * Math.sin(azimuth)];
    const sine = Math.sqrt(1 - z * z);
    const transverse = Math.hypot(along * sine - u * z, v);
    const longitudinal = 1.04044 * (along * z + u * sine) + 0.28725 * e;
    flights.push({
      lambda: (length * transverse) / heavier,
      angle: (Math.atan2(transverse, longitudinal) * 180) / Math.PI,
    });
  }
  return shares(flights);
}

describe("decays in the regions of the detector", () => {
  // Beside the integral a toy from outside (± 0.003): below ours, the more the heavier χ₁ is, as the page tells.
  it.each([
    [2.5, 0.5, 1e-3, [0.042, 0.452, 0.132]],
    [2.5, 1, 1e-3, [0.177, 0.397, 0.0006]],
    [2.5, 1, 3e-4, [0.021, 0.318, 0.239]],
    [2.5, 2, 1e-4, [0.018, 0.288, 0.25]],
    [2.5, 3, 1e-4, [0.074, 0.479, 0.052]],
    [3, 0.5, 1e-3, null],
    [3, 1, 3e-4, null],
    [3, 3, 1e-4, null],
  ])("come out for m(A′) = %f m(χ₁), %f GeV and ε = %f", (ratio, chi1Mass, epsilon, toy) => {
    const options: InelasticDarkMatterOptions = {
      sqrtS: 10.58,
      energySpread: 0,
      radiation: false,
      chi1Mass,
      splitting: 0.4,
      darkPhotonMass: ratio * chi1Mass,
      epsilon,
      alphaD: 0.1,
      leptons: "electrons",
      maximumCosine: Math.cos((12 * Math.PI) / 180),
      minimumPhotonEnergy: 0.1,
      lineshape: "narrow",
    };
    const produced = inelasticDarkMatter(options).generate(20_000, randomStream("test", "idm", "toy", chi1Mass));
    const length = chi2DecayLength(
      inelasticModel(ratio).modelAt({ chi1Mass }, { splitting: 0.4, epsilon, alphaD: 0.1 }),
    );
    const flown = toLaboratory(produced, BELLE_II);
    const products = flown.particles.filter(({ name }) => ["chi1 of chi2", "l-", "l+"].includes(name));
    expect(products).toHaveLength(3);
    const found = shares(
      Array.from({ length: flown.length }, (_, i) => {
        const sum = (key: "px" | "py" | "pz") => products.reduce((all, one) => all + one[key][i], 0);
        const transverse = Math.hypot(sum("px"), sum("py"));
        const angle = (Math.atan2(transverse, sum("pz")) * 180) / Math.PI;
        return { lambda: (length * transverse) / (1.4 * chi1Mass), angle };
      }),
    );
    // Correlation with the beams, which the integral leaves out, and statistics.
    isotropicShares(ratio, chi1Mass, length).forEach((share, k) => {
      expect(Math.abs(found[k] - share)).toBeLessThan(0.012);
    });
    if (!toy || chi1Mass > 1) return;
    for (const [k, share] of toy.entries()) expect(Math.abs(found[k] - share)).toBeLessThan(0.037);
  });
});
