import type { RandomStream } from "../../numerics/random.js";
import { MASS, PDG } from "../constants.js";
import { INVISIBLE_SYSTEM, type Trial } from "./generator.js";
import { TAU_BRANCHING_FRACTION, type TauChannel, TauDecay } from "./tau-decay.js";

/** Several channels, drawn by their branching fractions: all that are simulated, those without an electron, leptons. */
const SEVERAL = {
  "one-prong": ["muon", "electron", "pion", "rho"],
  "muon-or-pion": ["muon", "pion", "rho"],
  lepton: ["muon", "electron"],
} as const satisfies Record<string, readonly TauChannel[]>;

/** How one τ decays: by a channel, or by one of several. */
export type TauChoice = TauChannel | keyof typeof SEVERAL;

/** Every way to choose. */
export const TAU_CHOICES = [
  "one-prong",
  "muon-or-pion",
  "lepton",
  "electron",
  "muon",
  "pion",
  "rho",
] as const satisfies TauChoice[];

/** Whether decays to a ρ are among those of a choice. */
export function includesRho(choice: TauChoice): boolean {
  return channelsOf(choice).includes("rho");
}

function channelsOf(choice: TauChoice): readonly TauChannel[] {
  return choice in SEVERAL ? SEVERAL[choice as keyof typeof SEVERAL] : [choice as TauChannel];
}

/** Slots of the decayed pair, in this order at the beginning of a trial. */
export const TAU_DECAY_SLOTS = ["tau- daughter", "tau+ daughter", "neutrinos"] as const;

/** Slots of the photons of neutral pions, where a choice has them. */
export const TAU_PHOTON_SLOTS = ["tau- photon1", "tau- photon2", "tau+ photon1", "tau+ photon2"] as const;

const NEUTRINOS = 2;

/** Decays both τ of a pair into one prong each; the neutrinos of both are summed in one slot. */
export class TauPairDecay {
  /** Product of the branching fractions of both choices. */
  readonly branchingFraction: number;
  /** Whether there are slots for photons. */
  readonly withPhotons: boolean;

  readonly #decay = new TauDecay();
  readonly #choices: readonly ChannelTable[];

  constructor(decays: readonly [TauChoice, TauChoice]) {
    this.#choices = decays.map(channelTable);
    this.branchingFraction = this.#choices[0].total * this.#choices[1].total;
    this.withPhotons = decays.some(includesRho);
  }

  /**
   * Writes the daughters into the first three slots of the trial, which is cleared before, and photons from slot
   * `photons` on.
   *
   * @param taus momenta of τ⁻ at 0 … 3 and of τ⁺ at 4 … 7
   * @param minus,plus polarisation of each as `TauDecay` counts it
   */
  draw(stream: RandomStream, taus: Float64Array, minus: number, plus: number, trial: Trial, photons: number): void {
    const { momenta, pdg } = trial;
    const decay = this.#decay;
    momenta.fill(0);
    pdg.fill(0);
    for (let tau = 0; tau < 2; tau++) {
      const at = 4 * tau;
      decay.draw(stream, pick(this.#choices[tau], stream.uniformFast()), tau === 0 ? minus : plus);
      const momentum = Math.sqrt(taus[at] * taus[at] + taus[at + 1] * taus[at + 1] + taus[at + 2] * taus[at + 2]);
      decay.boost(
        taus[at] / momentum,
        taus[at + 1] / momentum,
        taus[at + 2] / momentum,
        taus[at + 3] / MASS.tau,
        momentum / MASS.tau,
      );
      pdg[tau] = tau === 0 ? decay.code : -decay.code;
      for (let k = 0; k < 4; k++) {
        momenta[at + k] = decay.momenta[k];
        momenta[4 * NEUTRINOS + k] += taus[at + k] - decay.momenta[k];
      }
      if (!decay.photons) continue;
      for (let photon = 0; photon < 2; photon++) {
        const slot = photons + 2 * tau + photon;
        pdg[slot] = PDG.photon;
        for (let k = 0; k < 4; k++) {
          const value = decay.momenta[4 + 4 * photon + k];
          momenta[4 * slot + k] = value;
          momenta[4 * NEUTRINOS + k] -= value;
        }
      }
    }
    pdg[NEUTRINOS] = INVISIBLE_SYSTEM;
  }
}

interface ChannelTable {
  readonly channels: readonly TauChannel[];
  readonly cumulative: readonly number[];
  readonly total: number;
}

function channelTable(choice: TauChoice): ChannelTable {
  const channels = channelsOf(choice);
  let total = 0;
  const cumulative = channels.map((channel) => {
    total += TAU_BRANCHING_FRACTION[channel];
    return total;
  });
  return { channels, cumulative, total };
}

function pick({ channels, cumulative, total }: ChannelTable, u: number): TauChannel {
  let i = 0;
  while (i < channels.length - 1 && u * total >= cumulative[i]) i++;
  return channels[i];
}
