/**
 * Events as columns: one entry an event, no objects per event, so that a million of them can be made, moved between
 * workers and cut on at the speed of typed arrays.
 */

/** One particle slot of every event: four-momentum in GeV. `pdg` 0 means that the event has no such particle. */
export interface ParticleColumns {
  /** Name of the slot, e.g. "mu-", "photon1", "chi2". */
  readonly name: string;
  /** PDG code of the particle in each event. */
  readonly pdg: Int32Array;
  readonly px: Float64Array;
  readonly py: Float64Array;
  readonly pz: Float64Array;
  readonly e: Float64Array;
  /** Production vertex in cm; absent means all at the interaction point. */
  readonly vertex?: { readonly x: Float64Array; readonly y: Float64Array; readonly z: Float64Array };
}

/** A block of generated events. Momenta in the e⁺e⁻ centre-of-mass frame, e⁻ along +z, or in the laboratory. */
export interface EventBlock {
  readonly length: number;
  readonly frame: "centre-of-mass" | "laboratory";
  readonly sqrtS: number;
  readonly particles: readonly ParticleColumns[];
  /** Event weight in fb per trial: the sum of weights over the sum of trials is the cross-section. */
  readonly weight: Float64Array;
  /** Trials of the generator behind these events, rejected ones counted, so that blocks can be merged. */
  readonly trials: number;
}

/** The cross-section that comes with a sample, in fb, with its Monte Carlo error. */
export interface CrossSection {
  readonly value: number;
  readonly sigma: number;
}

/** Empty columns for `length` events of one particle slot; `pdg` fills the code of every event. */
export function particleColumns(name: string, length: number, pdg = 0, withVertex = false): ParticleColumns {
  const column = () => new Float64Array(length);
  return {
    name,
    pdg: new Int32Array(length).fill(pdg),
    px: column(),
    py: column(),
    pz: column(),
    e: column(),
    ...(withVertex ? { vertex: { x: column(), y: column(), z: column() } } : {}),
  };
}

/** Some events of a block, in the order of `rows`, each as often as it is named there. */
export function pickEvents(block: EventBlock, rows: ArrayLike<number>): EventBlock {
  // Plain loops: millions of rows pass here.
  const pick = (from: Float64Array) => {
    const picked = new Float64Array(rows.length);
    for (let i = 0; i < picked.length; i++) picked[i] = from[rows[i]];
    return picked;
  };
  const pickCodes = (from: Int32Array) => {
    const picked = new Int32Array(rows.length);
    for (let i = 0; i < picked.length; i++) picked[i] = from[rows[i]];
    return picked;
  };
  return {
    ...block,
    length: rows.length,
    weight: pick(block.weight),
    particles: block.particles.map((particle) => ({
      ...particle,
      pdg: pickCodes(particle.pdg),
      px: pick(particle.px),
      py: pick(particle.py),
      pz: pick(particle.pz),
      e: pick(particle.e),
      ...(particle.vertex
        ? { vertex: { x: pick(particle.vertex.x), y: pick(particle.vertex.y), z: pick(particle.vertex.z) } }
        : {}),
    })),
  };
}
