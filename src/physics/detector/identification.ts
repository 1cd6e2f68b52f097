import type { RandomStream } from "../../numerics/random.js";
import { cosineRange } from "./angles.js";
import type { Detector, IdentificationConfiguration } from "./configuration.js";
import { type DetectedParticle, FOUND, SPECIES, speciesOf } from "./detected.js";

/**
 * Identifies the tracks of one slot (after `measureTracks`): each of the hypotheses muon, electron, kaon and proton is
 * thrown by itself, with the efficiency for its own species and the fake probability for the others, in its range of
 * polar angle and above its momentum threshold. Writes the bits of `FOUND` of the same names.
 */
export function identifyTracks(out: DetectedParticle, detector: Detector, stream: RandomStream): void {
  const { muon, electron, kaon, proton } = detector.identification;
  identify(out, muon, SPECIES.muon, FOUND.muon, stream);
  identify(out, electron, SPECIES.electron, FOUND.electron, stream);
  identify(out, kaon, SPECIES.kaon, FOUND.kaon, stream);
  identify(out, proton, SPECIES.proton, FOUND.proton, stream);
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

function identify(
  out: DetectedParticle,
  configuration: IdentificationConfiguration,
  own: number,
  bit: number,
  stream: RandomStream,
): void {
  const probabilities = identificationProbabilities(configuration, own);
  const [cosMinimum, cosMaximum] = cosineRange(configuration.polarAngle);
  const threshold = configuration.momentum.from.value;
  const slope = 1 / (configuration.momentum.to.value - threshold);
  const { pdg, px, py, pz, flags } = out;
  const length = pdg.length;
  for (let i = 0; i < length; i++) {
    if (!(flags[i] & FOUND.track)) continue;
    const plateau = probabilities[speciesOf(pdg[i])];
    if (plateau === 0) continue;
    const p = Math.sqrt(px[i] * px[i] + py[i] * py[i] + pz[i] * pz[i]);
    if (p <= threshold || pz[i] < cosMinimum * p || pz[i] > cosMaximum * p) continue;
    if (stream.uniformFast() < plateau * Math.min(1, (p - threshold) * slope)) flags[i] |= bit;
  }
}
