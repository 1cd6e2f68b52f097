/**
 * Observables of a pair of opposite tracks and its recoil. Energies, momenta and masses in GeV, angles in degrees,
 * lengths in cm; in the laboratory unless said otherwise. "Negative" and "positive" are the tracks by charge, "leading"
 * and "trailing" the same two by their momentum in the centre-of-mass frame.
 */
export const PAIR_OBSERVABLES = [
  /** M²_rec = (B − p₁ − p₂)² with its sign, B the nominal beams (PRL 124 (2020) 141801). GeV². */
  "recoilMassSquared",
  /** Root of |M²_rec|, with the sign of M²_rec. */
  "recoilMass",
  "recoilPolarAngle",
  "pairMass",
  /** Transverse momentum of the pair to the beam axis in the centre-of-mass frame. */
  "pairTransverseMomentum",
  /** Momentum of the pair in the centre-of-mass frame. */
  "pairMomentum",
  /** p_rec^{T,lmax}, p_rec^{T,lmin}: recoil momentum transverse to the leading, the trailing track, in the same frame. */
  "recoilTransverseToLeading",
  "recoilTransverseToTrailing",
  /** Difference of azimuths, and angle in space, between the tracks. */
  "azimuthalOpening",
  "opening",
  "negativePolarAngle",
  "positivePolarAngle",
  "negativeMomentum",
  "positiveMomentum",
  /** Energies of the clusters that belong to the tracks, and their ratio to the momentum. */
  "negativeCluster",
  "positiveCluster",
  "negativeEnergyOverMomentum",
  "positiveEnergyOverMomentum",
  /** |cos| of the angle between the negative track in the pair's frame and the pair in the centre-of-mass frame. */
  "cosHelicity",
  /** |E₁ − E₂|/(E₁ + E₂) in the centre-of-mass frame. */
  "energyAsymmetry",
  /** Number and energy of the photons: clusters above the photon threshold without a track. */
  "photons",
  "extraPhotonEnergy",
  /** Energy in the centre-of-mass frame and polar angle of the photon that is hardest there; 0 without one. */
  "photonEnergy",
  "photonPolarAngle",
  /** Angle of the photon closest to the recoil, and its energy, both in the centre-of-mass frame; 180 and 0 without. */
  "recoilPhotonAngle",
  "recoilPhotonEnergy",
  /** Least |m_γγ − m_π⁰| of all pairs of photons; 1 GeV without a pair. The published π⁰ veto asks for 0.010 GeV. */
  "neutralPionOffset",
  /** Number of tracks. */
  "tracks",
  /** Measured transverse distance of the pair's vertex, and angle between its momentum and the line to it; 0 if prompt. */
  "radius",
  "pointingAngle",
] as const;

/** Name of an observable of a pair. */
export type PairObservable = (typeof PAIR_OBSERVABLES)[number];
