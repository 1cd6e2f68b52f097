import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { MASS } from "../../../src/physics/constants.js";
import { twoBodyMomentum } from "../../../src/physics/kinematics.js";
import {
  B_QUARK_MASS,
  mesogenesisBranchingFraction,
  mesogenesisFraction,
  mesogenesisSpectrum,
} from "../../../src/physics/theory/b-mesogenesis.js";
import {
  beamConstrainedMass,
  bToDarkPhotonsBranchingFraction,
  bToDarkPhotonsMomentum,
} from "../../../src/physics/theory/b-to-dark-photons.js";
import {
  michelSpectrum,
  tauToAlpLeptonEnergy,
  tauToAlpLeptonMomentum,
  tauToAlpScaledEnergy,
} from "../../../src/physics/theory/tau-to-lepton-alp.js";

describe("B-Mesogenesis", () => {
  const { pole, meson, msBar } = B_QUARK_MASS;

  it.each([
    [1, pole.value, 1, 0.035],
    [2, pole.value, 1, 0.085],
    [2.5, pole.value, 1, 0.166],
    [3, pole.value, 1, 0.385],
    [3.5, pole.value, 1, 0.977],
    [1, pole.value, 2, 0.165],
    [2, pole.value, 2, 0.269],
    [2.5, pole.value, 2, 0.385],
    [3, pole.value, 3, 0.604],
    [3.5, pole.value, 3, 0.988],
    [3, meson.value, 2, 0.382],
    [3.5, meson.value, 2, 0.602],
    [3, msBar.value, 2, 1],
    [3.3, msBar.value, 2, 1],
  ] as const)("fraction at %f GeV, m_b = %f, type %i", (mass, bottom, operator, expected) => {
    expect(mesogenesisFraction(mass, bottom, operator)).toBeCloseTo(expected, 3);
  });

  it("agrees with a plain sum over the spectrum", () => {
    const end = (4.78 - 2.2) ** 2;
    const cut = (MASS.lambda + MASS.pionNeutral) ** 2;
    let inside = 0;
    let all = 0;
    const steps = 100_000;
    for (let i = 0; i < steps; i++) {
      const q2 = (end * (i + 0.5)) / steps;
      const density = mesogenesisSpectrum(q2, 2.2, 4.78, 2);
      all += density;
      if (q2 < cut) inside += density;
    }
    expect(mesogenesisFraction(2.2, 4.78, 2)).toBeCloseTo(inside / all, 4);
  });

  it("is excluded above about 3.0 GeV for types 2 and 3 by the published limit, even at the lower edge", () => {
    expect(mesogenesisBranchingFraction(3, meson.value, 2)).toBeCloseTo(3.82e-5, 7);
    expect(mesogenesisBranchingFraction(2.9, meson.value, 2)).toBeLessThan(3.8e-5);
    expect(mesogenesisBranchingFraction(3.1, meson.value, 2)).toBeGreaterThan(3.8e-5);
  });

  it("is one without room and nothing without phase space", () => {
    expect(mesogenesisFraction(3.7, 4.78)).toBe(1);
    expect(mesogenesisFraction(5, 4.78)).toBeNaN();
    expect(mesogenesisSpectrum(3, 3.5, 4.78, 1)).toBe(0);
  });
});

describe("B⁰ → A′A′", () => {
  it.each([
    [0.02, 2.64],
    [1, 2.443],
    [2.62, 0.323],
  ])("momentum at %f GeV", (mass, momentum) => {
    expect(bToDarkPhotonsMomentum(mass)).toBeCloseTo(momentum, 3);
  });

  it("turns 2.3 decays into 3.07e-9 over the efficiency", () => {
    expect(bToDarkPhotonsBranchingFraction(2.3, 1, 772e6)).toBeCloseTo(3.07e-9, 11);
    expect(beamConstrainedMass(10.58, twoBodyMomentum(10.58, MASS.b0, MASS.b0))).toBeCloseTo(MASS.b0, 12);
  });
});

describe("τ → ℓα", () => {
  it.each([
    [0, 0.8853, 0.8885],
    [0.5, 0.8144, 0.8181],
    [1, 0.601, 0.6071],
    [1.4, 0.3233, 0.337],
    [1.6, 0.1348, 0.1681],
  ])("momenta at %f GeV", (mass, muon, electron) => {
    // The specification's numbers are made with the later world average of the τ mass.
    expect(Math.abs(twoBodyMomentum(1.77693, MASS.muon, mass) - muon)).toBeLessThan(6e-5);
    expect(Math.abs(twoBodyMomentum(1.77693, MASS.electron, mass) - electron)).toBeLessThan(6e-5);
    // The house mass, 0.07 MeV less, is felt by 0.1 MeV near threshold.
    expect(Math.abs(tauToAlpLeptonMomentum(mass, MASS.muon) - muon)).toBeLessThan(2e-4);
    expect(Math.abs(tauToAlpLeptonMomentum(mass, MASS.electron) - electron)).toBeLessThan(2e-4);
    const energy = tauToAlpLeptonEnergy(mass, MASS.muon);
    expect(Math.sqrt(energy ** 2 - MASS.muon ** 2)).toBeCloseTo(tauToAlpLeptonMomentum(mass, MASS.muon), 12);
    expect(tauToAlpScaledEnergy(mass, MASS.muon)).toBeCloseTo((2 * energy) / MASS.tau, 14);
  });

  it("sits on a Michel spectrum that is normalised and 2x²(3 − 2x) for electrons", () => {
    for (const lepton of [MASS.electron, MASS.muon]) {
      const low = (2 * lepton) / MASS.tau;
      const high = 1 + (lepton / MASS.tau) ** 2;
      const norm = integrate(
        (y) => michelSpectrum(low + (high - low) * y * y, lepton) * 2 * (high - low) * y,
        0,
        1,
        40,
      );
      expect(norm).toBeCloseTo(1, 8);
      expect(michelSpectrum(low * 0.99, lepton)).toBe(0);
      expect(michelSpectrum(high * 1.001, lepton)).toBe(0);
    }
    for (const x of [0.1, 0.5, 0.9]) expect(michelSpectrum(x, MASS.electron)).toBeCloseTo(2 * x * x * (3 - 2 * x), 4);
    expect(michelSpectrum(0.5, MASS.muon)).not.toBeCloseTo(1, 3);
  });
});
