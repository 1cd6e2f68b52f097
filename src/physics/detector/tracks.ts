import type { RandomStream } from "../../numerics/random.js";
import type { ParticleColumns } from "../events.js";
import { cosineRange } from "./angles.js";
import type { Detector } from "./configuration.js";
import { type DetectedParticle, FOUND, isNegative, speciesOf } from "./detected.js";
import { displacedPairEfficiency } from "./vertices.js";

/**
 * Finds and measures the charged particles of one slot (laboratory, GeV): acceptance, efficiency, then Gaussian
 * smearing of p_T, polar angle and azimuth, σ(p_T)/p_T = a p_T ⊕ b/β. Writes momenta and the bits `track`, `negative`.
 *
 * A track from a displaced vertex is found with the square root of the efficiency of a displaced pair, so that both
 * tracks of a pair are found with that efficiency.
 */
export function measureTracks(
  slot: ParticleColumns,
  out: DetectedParticle,
  detector: Detector,
  stream: RandomStream,
): void {
  const { tracking } = detector;
  const [cosMinimum, cosMaximum] = cosineRange(tracking.polarAngle);
  const minimumPt2 = tracking.minimumTransverseMomentum.value ** 2;
  const efficiency = tracking.efficiency.value;
  const a2 = tracking.momentumResolutionLinear.value ** 2;
  const b2 = tracking.momentumResolutionConstant.value ** 2;
  const angular = tracking.angularResolution.value;
  const { pdg, px, py, pz, e, vertex } = slot;
  const length = pdg.length;
  for (let i = 0; i < length; i++) {
    const species = speciesOf(pdg[i]);
    if (species < 0) continue;
    const x = px[i];
    const y = py[i];
    const z = pz[i];
    const pt2 = x * x + y * y;
    const p2 = pt2 + z * z;
    const p = Math.sqrt(p2);
    if (pt2 < minimumPt2 || z < cosMinimum * p || z > cosMaximum * p) continue;
    let found = efficiency;
    if (vertex) {
      const radius = Math.sqrt(vertex.x[i] ** 2 + vertex.y[i] ** 2);
      found *= Math.sqrt(displacedPairEfficiency(detector.vertices, radius, vertex.z[i]));
    }
    if (stream.uniformFast() > found) continue;
    const pt = Math.sqrt(pt2);
    const scale = 1 + Math.sqrt(a2 * pt2 + (b2 * e[i] * e[i]) / p2) * stream.normal();
    const dTheta = angular * stream.normal();
    const dPhi = angular * stream.normal();
    // Small rotations: sine and cosine to third order are exact to 1e-12 at milliradians.
    const sinTheta = dTheta * (1 - (dTheta * dTheta) / 6);
    const cosTheta = 1 - 0.5 * dTheta * dTheta;
    const sinPhi = dPhi * (1 - (dPhi * dPhi) / 6);
    const cosPhi = 1 - 0.5 * dPhi * dPhi;
    out.px[i] = scale * (x * cosPhi - y * sinPhi);
    out.py[i] = scale * (y * cosPhi + x * sinPhi);
    out.pz[i] = (scale * pt * (z * cosTheta - pt * sinTheta)) / (pt * cosTheta + z * sinTheta);
    out.flags[i] = isNegative(species, pdg[i]) ? FOUND.track | FOUND.negative : FOUND.track;
  }
}
