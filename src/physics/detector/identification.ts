import type { RandomStream } from "../../numerics/random.js";
import { cosineRange } from "./angles.js";
import type { Detector, IdentificationConfiguration } from "./configuration.js";
import { type DetectedParticle, FOUND, SPECIES, speciesOf } from "./detected.js";

/** Hypotheses that are tested, with their rows of `SPECIES`. */
const HYPOTHESES = ["muon", "electron", "kaon", "proton"] as const;
const COUNT = HYPOTHESES.length;
const SPECIES_COUNT = Object.keys(SPECIES).length;

/**
 * Identifies the tracks of one slot (after `measureTracks`): each of the hypotheses muon, electron, kaon and proton is
 * thrown by itself, with the efficiency for its own species and the fake probability for the others, in its range of
 * polar angle and above its momentum threshold. Writes the bits of `FOUND` of the same names.
 */
export function identifyTracks(out: DetectedParticle, detector: Detector, stream: RandomStream): void {
  const configurations = HYPOTHESES.map((name) => detector.identification[name]);
  const plateaus = new Float64Array(COUNT * SPECIES_COUNT);
  for (const [h, name] of HYPOTHESES.entries()) {
    plateaus.set(identificationProbabilities(configurations[h], SPECIES[name]), h * SPECIES_COUNT);
  }
  const bits = Uint8Array.from(HYPOTHESES, (name) => FOUND[name]);
  const cosMinimum = Float64Array.from(configurations, ({ polarAngle }) => cosineRange(polarAngle)[0]);
  const cosMaximum = Float64Array.from(configurations, ({ polarAngle }) => cosineRange(polarAngle)[1]);
  const threshold = Float64Array.from(configurations, ({ momentum }) => momentum.from.value);
  const slope = Float64Array.from(configurations, ({ momentum }) => 1 / (momentum.to.value - momentum.from.value));
  const { pdg, px, py, pz, flags } = out;
  const length = pdg.length;
  for (let i = 0; i < length; i++) {
    if (!(flags[i] & FOUND.track)) continue;
    const species = speciesOf(pdg[i]);
    const p = Math.sqrt(px[i] * px[i] + py[i] * py[i] + pz[i] * pz[i]);
    const cosTheta = pz[i] / p;
    for (let h = 0; h < COUNT; h++) {
      const plateau = plateaus[h * SPECIES_COUNT + species];
      if (plateau === 0 || p <= threshold[h] || cosTheta < cosMinimum[h] || cosTheta > cosMaximum[h]) continue;
      const turnOn = (p - threshold[h]) * slope[h];
      if (stream.uniformFast() < (turnOn < 1 ? plateau * turnOn : plateau)) flags[i] |= bits[h];
    }
  }
}

/** Probability in the plateau that a track of each species of `SPECIES` passes for `own`. */
export function identificationProbabilities(configuration: IdentificationConfiguration, own: number): Float64Array {
  const { electronFake, muonFake, pionFake, kaonFake, protonFake, efficiency } = configuration;
  const probabilities = Float64Array.of(
    electronFake.value,
    muonFake.value,
    pionFake.value,
    kaonFake.value,
    protonFake.value,
  );
  probabilities[own] = efficiency.value;
  return probabilities;
}
