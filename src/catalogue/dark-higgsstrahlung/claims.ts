import type { Claim } from "../../analysis/claim.js";

export const claims: readonly Claim[] = [];
