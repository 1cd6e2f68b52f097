import { randomStream } from "../src/numerics/random.js";

/** √s of Belle II in GeV, for the scale of the spectra only. */
const SQRT_S = 10.58;

/** Spectra without signal that have the size and the course of those of a search, from a fixed seed. */
function smoothEvents(name: string, events: number, upper: number): Float64Array {
  const stream = randomStream("bench", "spectra", name);
  return Float64Array.from({ length: events }, () => {
    // A floor, a rise to low and one to high values.
    const u = stream.uniform();
    const v = stream.uniform();
    return upper * (u < 0.5 ? v : u < 0.8 ? v ** 2.5 : 1 - 0.9 * v ** 2);
  }).sort();
}

/** A hypothesis of a scan: Crystal Ball mean and width, range of the fit and order of the polynomial. */
export interface PeakHypothesis {
  readonly mean: number;
  readonly sigma: number;
  readonly range: readonly [number, number];
  readonly order: number;
}

/**
 * The 378 + 124 masses of the ALP search (PRL 125, 161806): steps of half a width in squared mass with relative widths
 * 3.74 % of M² and 2.08 % of the photon energy [derived from these counts], ranges −20…+30 and ±25 widths, clipped.
 */
export function alpScan(): { readonly diphoton: PeakHypothesis[]; readonly recoil: PeakHypothesis[] } {
  const diphoton = Array.from({ length: 378 }, (_, i) => {
    const mean = 0.2 ** 2 * Math.exp((i / 378) * 2 * Math.log(6.85 / 0.2));
    const sigma = 0.0374 * mean;
    const order = mean <= 0.25 ? 2 : 4;
    return { mean, sigma, range: [mean - 20 * sigma, mean + 30 * sigma] as const, order };
  });
  const photonEnergy = (mass: number) => (SQRT_S ** 2 - mass ** 2) / (2 * SQRT_S);
  const recoil = Array.from({ length: 124 }, (_, i) => {
    const energy = photonEnergy(6.85) * (photonEnergy(9.7) / photonEnergy(6.85)) ** (i / 124);
    const sigma = 2 * SQRT_S * 0.0208 * energy;
    const mean = SQRT_S ** 2 - 2 * SQRT_S * energy;
    return { mean, sigma, range: [mean - 25 * sigma, mean + 25 * sigma] as const, order: 5 };
  });
  return { diphoton, recoil };
}

/** Squared masses in GeV² of the three pairs, and recoil masses, of 20,000 three-photon events' worth of background. */
export const alpEvents = () => smoothEvents("alp", 60_000, SQRT_S ** 2);

/** The 9,788 masses of Belle's Z′ → μμ scan in GeV (PRD 106, 012003): 0 to 9.787 in steps of 1 MeV; ±25 widths, cubic. */
export function zPrimeScan(): PeakHypothesis[] {
  return Array.from({ length: 9788 }, (_, i) => {
    const mean = 1e-3 * i;
    // The resolution is not published: 2 MeV rising to 7 MeV is an assumption of the benchmark.
    const sigma = 2e-3 + 0.5e-3 * mean;
    return { mean, sigma, range: [Math.max(0, mean - 25 * sigma), mean + 25 * sigma] as const, order: 3 };
  });
}

/** Reduced dimuon masses in GeV: four pairs of 8,000 four-muon events' worth of background. */
export const zPrimeEvents = () => smoothEvents("zprime", 32_000, 10.5);
