import type { ModelValues } from "../../analysis/measurement.js";
import type { Comparison } from "../../analysis/search.js";
import { relicMixing } from "../../physics/theory/coannihilation.js";
import type { InelasticModel } from "./model.js";

/**
 * Limit on ε of an A′ that is not seen (BaBar, Phys. Rev. Lett. 119 (2017) 131804, 90 % CL), thinned: mass of A′ in GeV
 * and ε.
 */
const MONO_PHOTON: readonly (readonly [number, number])[] = [
  [0.1, 9.46e-4],
  [0.5, 9.54e-4],
  [1, 9.67e-4],
  [1.5, 9.67e-4],
  [1.8, 9.07e-4],
  [2, 8.23e-4],
  [2.2, 7.5e-4],
  [2.45, 7.04e-4],
  [3, 7.48e-4],
  [3.25, 7.81e-4],
  [3.5, 7.11e-4],
  [4.05, 4.41e-4],
  [4.65, 3.96e-4],
  [5.05, 5.72e-4],
  [5.45, 6.59e-4],
  [5.65, 1.49e-3],
  [6.19, 1.52e-3],
  [6.55, 8.22e-4],
  [6.91, 1.18e-3],
  [7.15, 7.89e-4],
  [7.3, 9.71e-4],
  [7.54, 8.86e-4],
  [7.76, 1.58e-3],
  [8, 8.67e-4],
];

/** Radius (cm) beyond which a decay leaves nothing, and the mean sine of the polar angle. */
const UNSEEN = { radius: 150, sine: Math.PI / 4 } as const;

const MASSES = Array.from({ length: 33 }, (_, i) => 0.1 * 40 ** (i / 32));

/** Both planes that a line in ε stands in. */
function inBothPlanes(
  { relic }: InelasticModel,
  about: Pick<Comparison, "id" | "title" | "origin" | "citation">,
  values: ModelValues,
  points: readonly { readonly mass: number; readonly epsilon: number }[],
): Comparison[] {
  const shared = { ...about, kind: "curve" as const };
  return [
    { ...shared, interpretation: "epsilon", points: points.map(({ mass, epsilon }) => ({ x: mass, y: epsilon })) },
    {
      ...shared,
      id: `${about.id}-y`,
      interpretation: "y",
      points: points.map(({ mass, epsilon }) => ({ x: mass, y: relic({ chi1Mass: mass }, { ...values, epsilon }) })),
    },
  ];
}

/** Values of ε between which the photon alone is looked at, and the step from one to the next. */
const PHOTON_ALONE = { from: 1e-4, to: 1, step: 1.03 } as const;

/**
 * ε from which on, and up to which, the photon alone was not seen often enough: ε² × P(χ₂ flies out) as the limit on an
 * unseen A′. Larger ε let χ₂ decay inside.
 */
function monoPhoton({ ratio, boost, decayLength }: InelasticModel, values: ModelValues) {
  const ends = MASSES.flatMap((mass) => {
    const darkPhotonMass = ratio * mass;
    const above = MONO_PHOTON.findIndex(([at]) => darkPhotonMass <= at);
    if (above <= 0) return [];
    const [[m0, e0], [m1, e1]] = [MONO_PHOTON[above - 1], MONO_PHOTON[above]];
    const limit = e0 + ((e1 - e0) * (darkPhotonMass - m0)) / (m1 - m0);
    const hypothesis = { mass, chi1Mass: mass };
    const excluded: number[] = [];
    for (let epsilon: number = PHOTON_ALONE.from; epsilon < PHOTON_ALONE.to; epsilon *= PHOTON_ALONE.step) {
      const flight = UNSEEN.sine * boost(hypothesis, values) * decayLength(hypothesis, { ...values, epsilon });
      if (epsilon ** 2 * Math.exp(-UNSEEN.radius / flight) >= limit ** 2) excluded.push(epsilon);
    }
    return excluded.length > 0 ? [{ mass, low: excluded[0], high: excluded[excluded.length - 1] }] : [];
  });
  return {
    from: ends.map(({ mass, low }) => ({ mass, epsilon: low })),
    to: ends
      .filter(({ high }) => high * PHOTON_ALONE.step < PHOTON_ALONE.to)
      .map(({ mass, high }) => ({ mass, epsilon: high })),
  };
}

/** Lines beside the excluded region, at the splitting and the dark coupling chosen. */
export function besideOf(model: InelasticModel): (values: ModelValues) => readonly Comparison[] {
  const kept = new Map<string, Comparison[]>();
  return (values) => {
    const key = `${values.splitting} ${values.alphaD}`;
    const known = kept.get(key);
    if (known) return known;
    if (kept.size > 50) kept.clear();
    const density = MASSES.map((mass) => ({
      mass,
      epsilon: relicMixing(model.modelAt({ chi1Mass: mass }, { ...values, epsilon: 1 })),
    })).filter(({ epsilon }) => Number.isFinite(epsilon));
    const alone = monoPhoton(model, values);
    const about = {
      origin: "derived",
      citation:
        "BaBar, PRL 119 (2017) 131804, limit on an unseen A′ up to 8 GeV, few points of it, times the share of χ₂ that flies beyond 1.5 m at its mean boost (assumption)",
    } as const;
    const found = [
      ...inBothPlanes(
        model,
        {
          id: "relic",
          title: "relic density of χ₁",
          origin: "derived",
          citation:
            "χ₁χ₂ → A′ → Standard Model, thermal average with the resonance, instantaneous freeze-out at m(χ₁)/T = 20 with 10.75 degrees of freedom (both assumptions)",
        },
        values,
        density,
      ),
      ...inBothPlanes(model, { ...about, id: "mono-photon", title: "γ alone, small Δ: from" }, values, alone.from),
      ...inBothPlanes(model, { ...about, id: "mono-photon-end", title: "γ alone, small Δ: to" }, values, alone.to),
    ];
    kept.set(key, found);
    return found;
  };
}
