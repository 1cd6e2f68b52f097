/** The special functions of statistics, by one name: gamma, beta, normal and Poisson. */
export * from "./beta.js";
export * from "./gamma.js";
export * from "./normal.js";
export * from "./poisson.js";
