import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { BRANCHING_FRACTION, MASS } from "../../../src/physics/constants.js";
import {
  diphotonCrossSection,
  hardPhotonCrossSection,
  phiReturnCrossSection,
  photonDensity,
} from "../../../src/physics/theory/standard-model.js";
import {
  diphotonToLeptonsAngular,
  diphotonToLeptonsCrossSection,
  equivalentPhotons,
  twoPhotonCrossSection,
} from "../../../src/physics/theory/two-photon.js";

const degrees = (angle: number) => Math.cos((angle * Math.PI) / 180);

describe("references of the background", () => {
  it("e⁺e⁻ → γγ is 1.4611 nb in 40–140° and 3.5956 nb in 15–165°", () => {
    expect(diphotonCrossSection(degrees(40)) / 1e6).toBeCloseTo(1.4611, 4);
    expect(diphotonCrossSection(degrees(15)) / 1e6).toBeCloseTo(3.5956, 4);
  });

  it("a hard photon above 1 GeV in 20–160° comes with 0.0507 nb", () => {
    const c = degrees(20);
    const total = integrate(
      (logX) => {
        const x = Math.exp(logX);
        return integrate((z) => hardPhotonCrossSection(x, z), -c, c, 64) * x;
      },
      Math.log(2 / 10.58),
      Math.log(1 - (2 * MASS.muon) ** 2 / 10.58 ** 2),
      128,
    );
    expect(total / 1e6).toBeCloseTo(0.0507, 4);
  });

  it("the density of photons is the integral over their angle", () => {
    const x = 0.3;
    const born = hardPhotonCrossSection(x, 0) / ((1 / (Math.PI * x * 137.035999084)) * (1 + 0.49 - (x * x) / 2));
    const integral = integrate((z) => hardPhotonCrossSection(x, z), -0.9, 0.9, 64);
    expect(integral / born / photonDensity(x, 0.9)).toBeCloseTo(1, 10);
  });

  it("the return to the φ is 3.06 pb, 1.04 pb of it to K_S K_L", () => {
    const sigma = phiReturnCrossSection(degrees(20)) / 1e3;
    expect(Math.abs(sigma - 3.06)).toBeLessThan(0.01);
    expect(sigma * BRANCHING_FRACTION.phiToKaonShortLong.value).toBeCloseTo(1.04, 2);
  });
});

describe("two photons", () => {
  // nb, for virtualities up to W² and W²/4.
  it.each([
    [0.5, 21.7, 18.52],
    [1, 4.876, 4.168],
    [2, 0.8185, 0.7015],
    [4, 0.0818, 0.0711],
  ])("make muon pairs above %f GeV", (least, wide, narrow) => {
    expect(Math.abs(twoPhotonCrossSection(least, MASS.muon, 1) / 1e6 / wide - 1)).toBeLessThan(5e-4);
    expect(Math.abs(twoPhotonCrossSection(least, MASS.muon, 0.25) / 1e6 / narrow - 1)).toBeLessThan(7e-4);
    expect(twoPhotonCrossSection(11, MASS.muon)).toBe(0);
  });

  it("have an angular distribution that integrates to the total at every velocity", () => {
    // The constant that the distribution leaves out is the same at every W: πα²β/W² per unit of cosine, twice.
    const constant = (w: number) => {
      const beta = Math.sqrt(1 - (2 * MASS.muon) ** 2 / w ** 2);
      const shape = integrate(
        (v) => {
          const c = Math.tanh(v) / beta;
          return (diphotonToLeptonsAngular(c, beta) * (1 - Math.tanh(v) ** 2)) / beta;
        },
        -Math.atanh(beta),
        Math.atanh(beta),
        128,
      );
      return (diphotonToLeptonsCrossSection(w, MASS.muon) * w * w) / (beta * shape);
    };
    expect(constant(0.3) / constant(3)).toBeCloseTo(1, 8);
    expect(constant(0.22) / constant(3)).toBeCloseTo(1, 8);
    expect(diphotonToLeptonsCrossSection(0.2, MASS.muon)).toBe(0);
  });

  it("are none without room between the virtualities", () => {
    expect(equivalentPhotons(0.5, 5, 1e-9)).toBe(0);
    expect(equivalentPhotons(0.5, 5, 1)).toBeGreaterThan(0);
  });
});
