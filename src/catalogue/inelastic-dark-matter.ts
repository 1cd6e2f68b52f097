import { STUDY_RATIO } from "./inelastic-dark-matter/configurations.js";
import { inelasticDarkMatterAt } from "./inelastic-dark-matter/search.js";

/** With the ratio of masses of the study. */
export const inelasticDarkMatter = inelasticDarkMatterAt(STUDY_RATIO);
