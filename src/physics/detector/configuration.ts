import type { Origin, Parameter } from "../constants.js";

/** A number of a detector, with what a reader should know about it. */
export interface DetectorParameter extends Parameter {
  readonly note?: string;
}

/** A range, from below to above, e.g. of polar angle. */
export interface ParameterRange {
  readonly from: DetectorParameter;
  readonly to: DetectorParameter;
}

/** Charged tracks in the drift chamber, solenoid along z. */
export interface TrackingConfiguration {
  readonly polarAngle: ParameterRange;
  readonly minimumTransverseMomentum: DetectorParameter;
  /** Probability that a track in acceptance is found, in simulation. */
  readonly efficiency: DetectorParameter;
  /** a in σ(p_T)/p_T = a p_T ⊕ b/β. */
  readonly momentumResolutionLinear: DetectorParameter;
  /** b in σ(p_T)/p_T = a p_T ⊕ b/β. */
  readonly momentumResolutionConstant: DetectorParameter;
  /** σ of the polar angle and of the azimuth. */
  readonly angularResolution: DetectorParameter;
}

/** Photons, and what charged particles leave, in the electromagnetic calorimeter. */
export interface CalorimeterConfiguration {
  readonly polarAngle: ParameterRange;
  readonly forwardGap: ParameterRange;
  readonly backwardGap: ParameterRange;
  /** σ_E/E at `lowEnergy` and at `highEnergy`, linear in ln E between, constant outside. */
  readonly resolutionAtLowEnergy: DetectorParameter;
  readonly resolutionAtHighEnergy: DetectorParameter;
  readonly lowEnergy: DetectorParameter;
  readonly highEnergy: DetectorParameter;
  /** Factor on σ_E/E by which data are worse than simulation. */
  readonly resolutionScale: DetectorParameter;
  /** σ of the direction of a photon, along and across its polar angle. */
  readonly positionResolution: DetectorParameter;
  /** Probability to miss a photon between the gaps, and outside them. */
  readonly barrelInefficiency: DetectorParameter;
  readonly endcapInefficiency: DetectorParameter;
  /** Smallest energy of a cluster that is reconstructed at all. */
  readonly clusterThreshold: DetectorParameter;
  /** Smallest energy of a cluster that counts as a photon. */
  readonly photonThreshold: DetectorParameter;
}

/** Energy that charged particles leave in the calorimeter. */
export interface DepositConfiguration {
  /** Least transverse momentum that reaches the calorimeter through the solenoid's field. */
  readonly minimumTransverseMomentum: DetectorParameter;
  /** Peak and width of the Moyal distribution of a minimum-ionising particle. */
  readonly minimumIonisingPeak: DetectorParameter;
  readonly minimumIonisingWidth: DetectorParameter;
  /** Probability that a hadron crosses without a shower; else it leaves a fraction of its energy, triangular in 0…1. */
  readonly hadronMinimumIonising: DetectorParameter;
  /** Probability that an electron has lost energy by bremsstrahlung, and the mean fraction it then lost. */
  readonly bremsstrahlungProbability: DetectorParameter;
  readonly bremsstrahlungLoss: DetectorParameter;
}

/** Identification of one species: efficiency, and the probabilities that others pass for it. */
export interface IdentificationConfiguration {
  readonly polarAngle: ParameterRange;
  /** Momentum below which nothing is identified, and from which the efficiency is full; linear between. */
  readonly momentum: ParameterRange;
  readonly efficiency: DetectorParameter;
  readonly electronFake: DetectorParameter;
  readonly muonFake: DetectorParameter;
  readonly pionFake: DetectorParameter;
  readonly kaonFake: DetectorParameter;
  readonly protonFake: DetectorParameter;
}

/** Vertices of two tracks: resolution, and the efficiency to find a displaced pair against its radius. */
export interface VertexConfiguration {
  readonly promptResolution: DetectorParameter;
  readonly displacedResolution: DetectorParameter;
  /** Part of σ that grows with the radius, σ/R. */
  readonly radialResolution: DetectorParameter;
  /** Radii that part the regions: prompt | inside the beam pipe | vertex detector | drift chamber | not seen. */
  readonly promptRadius: DetectorParameter;
  readonly beamPipeRadius: DetectorParameter;
  readonly vertexDetectorRadius: DetectorParameter;
  readonly largestRadius: DetectorParameter;
  readonly alongBeam: ParameterRange;
  readonly beamPipeEfficiency: DetectorParameter;
  readonly vertexDetectorEfficiency: DetectorParameter;
  /** At the inner edge of the drift chamber, from where it falls linearly to 0 at the largest radius. */
  readonly driftChamberEfficiency: DetectorParameter;
}

/** A thin cylinder of material, in which photons convert. */
export interface MaterialCylinder {
  readonly name: string;
  readonly radius: DetectorParameter;
  /** In radiation lengths, at normal incidence. */
  readonly thickness: DetectorParameter;
}

/** Level-1 trigger lines: conditions on an event, and their plateau efficiencies. */
export interface TriggerConfiguration {
  readonly fullTrackTransverseMomentum: DetectorParameter;
  readonly fullTrackPolarAngle: ParameterRange;
  readonly shortTrackTransverseMomentum: DetectorParameter;
  readonly trackOpening: DetectorParameter;
  readonly twoTrackEfficiency: DetectorParameter;
  readonly threeTrackEfficiency: DetectorParameter;
  readonly energy: DetectorParameter;
  readonly energyPolarAngle: ParameterRange;
  readonly energyEfficiency: DetectorParameter;
  /** Two clusters back to back in the centre-of-mass frame above these energies veto the track and energy lines. */
  readonly bhabhaLowerEnergy: DetectorParameter;
  readonly bhabhaHigherEnergy: DetectorParameter;
  readonly bhabhaAcollinearity: DetectorParameter;
  readonly singleMuonMomentum: DetectorParameter;
  readonly singleMuonEfficiency: DetectorParameter;
  readonly photonLow: DetectorParameter;
  readonly photonMiddle: DetectorParameter;
  readonly photonHigh: DetectorParameter;
  readonly photonPolarAngle: ParameterRange;
  readonly photonEfficiency: DetectorParameter;
  readonly threeClusterLeading: DetectorParameter;
  readonly threeClusterOthers: DetectorParameter;
  readonly threeClusterIsolation: DetectorParameter;
  readonly fourClusterEnergy: DetectorParameter;
  readonly lowMultiplicityLeading: DetectorParameter;
  readonly lowMultiplicityOthers: DetectorParameter;
  readonly clusterEfficiency: DetectorParameter;
  readonly displacedVertexRadius: ParameterRange;
  readonly displacedVertexEfficiency: DetectorParameter;
}

/** Everything that the fast simulation knows about a detector. */
export interface Detector {
  readonly name: string;
  readonly tracking: TrackingConfiguration;
  readonly calorimeter: CalorimeterConfiguration;
  readonly deposits: DepositConfiguration;
  readonly identification: {
    readonly muon: IdentificationConfiguration;
    readonly electron: IdentificationConfiguration;
    readonly kaon: IdentificationConfiguration;
    readonly proton: IdentificationConfiguration;
  };
  readonly vertices: VertexConfiguration;
  readonly material: readonly MaterialCylinder[];
  readonly triggers: TriggerConfiguration;
}

/** One row of a detector's table, as the site prints it. */
export interface DetectorRow {
  readonly group: string;
  readonly quantity: string;
  readonly value: number;
  readonly unit: string;
  readonly origin: Origin;
  readonly source: string;
  readonly note: string;
}

/** All numbers of a detector as rows, in the order of its configuration. */
export function detectorTable(detector: Detector): DetectorRow[] {
  const rows: DetectorRow[] = [];
  for (const [group, content] of Object.entries(detector)) {
    if (typeof content !== "string") collectRows(words(group), "", content, rows);
  }
  return rows;
}

function collectRows(group: string, quantity: string, content: object, rows: DetectorRow[]): void {
  if (isParameter(content)) {
    const { value, unit, origin, source, note = "" } = content;
    rows.push({ group, quantity, value, unit, origin, source, note });
    return;
  }
  for (const [key, inner] of Object.entries(content)) {
    if (typeof inner !== "object" || inner === null) continue;
    const label = "name" in inner && typeof inner.name === "string" ? inner.name : words(key);
    collectRows(group, quantity === "" ? label : `${quantity}, ${label}`, inner, rows);
  }
}

function isParameter(content: object): content is DetectorParameter {
  return "value" in content && "origin" in content;
}

function words(camelCase: string): string {
  return camelCase.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A number from a publication, with its citation. */
export function published(value: number, unit: string, source: string, note?: string): DetectorParameter {
  return parameter("published", value, unit, source, note);
}

/** A number that follows from others. */
export function derived(value: number, unit: string, source: string, note?: string): DetectorParameter {
  return parameter("derived", value, unit, source, note);
}

/** A number known from the literature, whose text was not read again. */
export function recalled(value: number, unit: string, source: string, note?: string): DetectorParameter {
  return parameter("recalled", value, unit, source, note);
}

/** A number of our own choice. */
export function assumed(value: number, unit: string, note?: string): DetectorParameter {
  return parameter("assumption", value, unit, "our choice", note);
}

function parameter(origin: Origin, value: number, unit: string, source: string, note?: string): DetectorParameter {
  return note === undefined ? { value, unit, origin, source } : { value, unit, origin, source, note };
}
