import type { ScanWindow, Window } from "../../analysis/scan.js";
import type { MassConfiguration } from "./configurations.js";
import { ENERGY_RESOLUTION, type InelasticModel } from "./model.js";

/** Half the width of a window in σ(E*γ). */
const HALF_WIDTH = 2;

/** Masses of χ₁ in GeV: even in the logarithm up to a turn, then in steps that follow the threshold of the trigger. */
function scannedMasses({ scan: { steps, turn, step } }: MassConfiguration): number[] {
  return [
    ...Array.from({ length: steps + 1 }, (_, i) => Number((0.1 * (turn / 0.1) ** (i / steps)).toPrecision(4))),
    ...Array.from({ length: 30 }, (_, i) => Number((turn + step * (i + 1)).toFixed(3))),
  ];
}

/** Window in E*γ around the energy that recoils against the A′ of a mass of χ₁. */
export function windowOf({ peakEnergy }: InelasticModel, chi1Mass: number): Window {
  const energy = peakEnergy(chi1Mass);
  const half = HALF_WIDTH * ENERGY_RESOLUTION.value * energy;
  return { min: energy - half, max: energy + half };
}

/** One window for each mass of the scan. */
export function windowsOf(configuration: MassConfiguration, model: InelasticModel): readonly ScanWindow[] {
  return scannedMasses(configuration).map((mass) => ({
    hypothesis: { mass, chi1Mass: mass },
    window: windowOf(model, mass),
  }));
}
