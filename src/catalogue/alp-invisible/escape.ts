import { assumed } from "../../analysis/origin.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
import { BELLE_II } from "../../physics/beams.js";
import { alpDiphotonDecayLength } from "../../physics/theory/alp-photon.js";
import { recoilEnergy } from "../alp-photon/masses.js";

/** Distance from the collision (cm) beyond which a decay to photons leaves nothing. */
export const UNSEEN_BEYOND = assumed(300, "cm", "where calorimeter and muon system end, about");

/** Probability that an ALP of a mass (GeV) and coupling (1/GeV) decays beyond all detectors, if to two photons alone. */
export function escapeProbability(mass: number, coupling: number): number {
  const momentum = recoilEnergy(mass);
  const length = (momentum / mass) * alpDiphotonDecayLength(mass, coupling);
  return Math.exp(-UNSEEN_BEYOND.value / length);
}

/** Up to which mass the limit holds for an ALP that couples to photons alone, and is not seen as it flies away. */
export function escapeReadings(scan: readonly ScanPoint[]): readonly string[] {
  const couplings = scan.flatMap(({ hypothesis: { mass }, limits }) => {
    const limit = limits.gAGammaGamma?.expected[2];
    return limit ? [{ mass, probability: escapeProbability(mass, limit) }] : [];
  });
  const last = couplings.findLast(({ probability }) => probability > 0.9);
  const first = couplings.find(({ probability }) => probability < 0.1);
  return [
    "The limit is for an ALP that decays to invisible particles alone.",
    ...(last && first
      ? [
          `One that couples to photons alone is unseen only if it flies away: at the expected limit more than nine in ten do up to ${last.mass.toPrecision(2)} GeV, fewer than one in ten from ${first.mass.toPrecision(2)} GeV on; beyond ${UNSEEN_BEYOND.value / 100} m, at √s = ${BELLE_II.sqrtS} GeV.`,
        ]
      : []),
  ];
}
