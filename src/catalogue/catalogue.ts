import type { Search } from "../analysis/search.js";
import { alpInvisible } from "./alp-invisible.js";
import { alpPhoton } from "./alp-photon.js";
import { bMesogenesis } from "./b-mesogenesis.js";
import { darkHiggsstrahlung } from "./dark-higgsstrahlung.js";
import { darkPhotonApex } from "./dark-photon-apex.js";
import { dimuonSpectrum } from "./dimuon-spectrum.js";
import { inelasticDarkMatter } from "./inelastic-dark-matter.js";
import { inelasticDarkMatterRatio3 } from "./inelastic-dark-matter-ratio-3.js";
import { zprimeInvisible } from "./zprime-invisible.js";
import { zprimeLeptonFlavourViolating } from "./zprime-lepton-flavour-violating.js";

/** Every search that Darkroom knows, in the order of the atlas. */
export const catalogue: readonly Search[] = [
  zprimeInvisible,
  zprimeLeptonFlavourViolating,
  darkHiggsstrahlung,
  bMesogenesis,
  inelasticDarkMatter,
  inelasticDarkMatterRatio3,
  alpPhoton,
  alpInvisible,
  darkPhotonApex,
  dimuonSpectrum,
];

/**
 * The search of a name.
 * @throws RangeError `unknown search: …`
 */
export function findSearch(id: string): Search {
  const found = catalogue.find((search) => search.id === id);
  if (!found)
    throw new RangeError(`unknown search: ${id}; known are ${catalogue.map((search) => search.id).join(", ")}`);
  return found;
}
