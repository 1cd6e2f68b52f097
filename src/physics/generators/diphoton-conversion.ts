import type { RandomStream } from "../../numerics/random.js";
import type { Beams } from "../beams.js";
import { PDG } from "../constants.js";
import type { MaterialCylinder } from "../detector/configuration.js";
import { totalConversionProbability } from "./conversion.js";
import { diphotonProcess } from "./diphoton.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import type { WideConversion } from "./wide-conversion.js";

/** What is converted where. */
export interface DiphotonConversionOptions {
  readonly beams: Beams;
  readonly material: readonly MaterialCylinder[];
  /** Wide pairs alone; any pair if absent. */
  readonly wide?: WideConversion;
}

/** Slot of the photon that converts. */
export const CONVERTED = "photon1";

/** Photons are generated as the reaction γγ(γ) of this least energy (GeV) and angle (degrees, centre of mass). */
const PHOTONS = { minimumEnergy: 0.1, minimumAngle: 12 } as const;

/**
 * e⁺e⁻ → γγ(γ) of which one photon, drawn with equal shares and put into the first slot, is to be converted: the weight
 * carries the probability of that, so that no event is made to be thrown away. The conversion itself is placed by
 * `convertPhotons` in the laboratory.
 */
export function diphotonConversion({ beams, material, wide }: DiphotonConversionOptions): Generator {
  const { sqrtS, energySpread } = beams;
  const process = diphotonProcess({ sqrtS, energySpread, radiation: true, ...PHOTONS });
  return makeGenerator(
    {
      id: wide ? "diphoton-wide-conversion" : "diphoton-conversion",
      title: "e⁺e⁻ → γγ(γ), one photon converted in material",
      matrixElement: "γγ with the Kuraev–Fadin radiator, hard γγγ exact; angles of pairs after Tsai as in GEANT",
      approximations: [
        "thin cylinders of material",
        "the nucleus takes no energy",
        ...(wide ? ["pairs as wide as a cut asks for, alone"] : []),
      ],
    },
    sqrtS,
    toBeConverted(process, beams, material, wide),
  );
}

function toBeConverted(
  process: Process,
  beams: Beams,
  material: readonly MaterialCylinder[],
  wide: WideConversion | undefined,
): Process {
  const m = beams.laboratoryMatrix;
  const photons = process.slots.slice(0, 3).map((_, slot) => slot);
  const draw = (stream: RandomStream, trial: Trial): number => {
    const weight = process.draw(stream, trial);
    if (weight === 0) return 0;
    const { momenta, pdg } = trial;
    const present = photons.filter((slot) => pdg[slot] === PDG.photon);
    const chosen = present[Math.floor(present.length * stream.uniformFast())];
    const at = 4 * chosen;
    for (let k = 0; k < 4 && chosen > 0; k++) {
      [momenta[k], momenta[at + k]] = [momenta[at + k], momenta[k]];
    }
    const [px, py, pz, e] = momenta;
    const energy = m[0] * e + m[1] * px + m[2] * py + m[3] * pz;
    const x = m[4] * e + m[5] * px + m[6] * py + m[7] * pz;
    const y = m[8] * e + m[9] * px + m[10] * py + m[11] * pz;
    const sine = Math.sqrt(x * x + y * y) / energy;
    const probability = totalConversionProbability(material, sine);
    return weight * present.length * probability * (wide?.probability(energy) ?? 1);
  };
  return { slots: process.slots, draw };
}
