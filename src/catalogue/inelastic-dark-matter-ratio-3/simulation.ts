import { RATIO_OF_3 } from "../inelastic-dark-matter/configurations.js";
import { simulationAt } from "../inelastic-dark-matter/simulation.js";

/** How the events with an A′ of three times the mass of χ₁ are made. */
export const simulation = simulationAt(RATIO_OF_3);
