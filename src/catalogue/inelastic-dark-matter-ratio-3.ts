import { RATIO_OF_3 } from "./inelastic-dark-matter/configurations.js";
import { inelasticDarkMatterAt } from "./inelastic-dark-matter/search.js";

/** With an A′ of three times the mass of χ₁. */
export const inelasticDarkMatterRatio3 = inelasticDarkMatterAt(RATIO_OF_3);
