import type { VertexConfiguration } from "./configuration.js";

/**
 * Efficiency to find both tracks of a pair from a vertex at radius R and height z (cm): 1 in the prompt region, then
 * constant inside the beam pipe and in the vertex detector, falling linearly to 0 through the drift chamber.
 * All three levels are assumptions of the configuration.
 */
export function displacedPairEfficiency(vertices: VertexConfiguration, radius: number, z: number): number {
  if (radius < vertices.promptRadius.value) return 1;
  if (z < vertices.alongBeam.from.value || z > vertices.alongBeam.to.value) return 0;
  if (radius < vertices.beamPipeRadius.value) return vertices.beamPipeEfficiency.value;
  const inner = vertices.vertexDetectorRadius.value;
  if (radius < inner) return vertices.vertexDetectorEfficiency.value;
  const outer = vertices.largestRadius.value;
  if (radius >= outer) return 0;
  return (vertices.driftChamberEfficiency.value * (outer - radius)) / (outer - inner);
}

/** σ of each coordinate (cm) of a vertex at radius R (cm): the prompt one, or a constant ⊕ a part that grows with R. */
export function vertexResolution(vertices: VertexConfiguration, radius: number): number {
  if (radius < vertices.promptRadius.value) return vertices.promptResolution.value;
  return Math.hypot(vertices.displacedResolution.value, vertices.radialResolution.value * radius);
}
