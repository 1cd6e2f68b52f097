import type { Modifier, Workspace } from "../statistics/likelihood/specification.js";
import type { Imprint } from "./imprint.js";

/** Reach of unit Gaussian scores. */
const FAR = 8;

/** A modifier of HistFactory in the words of HS3 (version 0.2), with the name of its parameter. */
function modifierOf(modifier: Modifier) {
  const { name, type } = modifier;
  switch (type) {
    // The scale of the signal has its Gaussian as a distribution of its own.
    case "normfactor":
    case "lumi":
      return { name, type: "normfactor", parameter: name };
    case "normsys":
      return {
        name,
        type,
        parameter: `alpha_${name}`,
        constraint: "Gauss",
        interpolation: "log",
        data: { lo: modifier.data.lo, hi: modifier.data.hi },
      };
    case "staterror":
      return { name, type, parameters: modifier.data.map((_, k) => `gamma_${name}_${k}`), constraint: "Gauss" };
    default:
      throw new RangeError(`no HS3: modifier ${type} of ${name}`);
  }
}

/**
 * A workspace as JSON of the HEP Statistics Serialization Standard, version 0.2: channels as `histfactory_dist`, the
 * Gaussian of the signal's scale as a distribution of its own, counts, domain, starting point and one analysis.
 */
export function hs3Of(workspace: Workspace, made: Imprint): unknown {
  const { channels, observations, measurements } = workspace;
  const { poi, parameters } = measurements[0].config;
  const settings = new Map(parameters.map((one) => [one.name, one]));
  const sigmas = new Map(
    parameters.flatMap(({ name, sigmas: [sigma] = [] }) => (sigma ? [[name, sigma] as const] : [])),
  );
  const modifiers = channels.flatMap(({ samples }) => samples.flatMap((sample) => sample.modifiers));
  const lumis = new Set(modifiers.filter(({ type }) => type === "lumi").map(({ name }) => name));
  const axis = (name: string) => [{ name: `obs_${name}`, min: 0, max: 1, nbins: 1 }];
  const names = new Map<string, readonly [number, number, number]>();
  for (const one of modifiers) {
    const { inits: [start] = [1], bounds: [bounds] = [[0, 10] as const] } = settings.get(one.name) ?? {};
    if (one.type === "normsys") names.set(`alpha_${one.name}`, [0, -FAR, FAR]);
    else if (one.type === "staterror") names.set(`gamma_${one.name}_0`, [1, 1e-10, 10]);
    else names.set(one.name, [start, bounds[0], bounds[1]]);
  }
  return {
    metadata: {
      hs3_version: "0.2",
      packages: [{ name: "Darkroom", version: made.version }],
      description: measurements[0].name,
    },
    distributions: [
      ...channels.map(({ name, samples }) => ({
        name,
        type: "histfactory_dist",
        axes: axis(name),
        samples: samples.map((sample) => ({
          name: sample.name,
          data: {
            contents: sample.data,
            errors: sample.data.map((_, k) =>
              Math.hypot(...sample.modifiers.map((one) => (one.type === "staterror" ? one.data[k] : 0))),
            ),
          },
          modifiers: sample.modifiers.map(modifierOf),
        })),
      })),
      ...Array.from(lumis, (name) => ({
        name: `${name}_constraint`,
        type: "gaussian_dist",
        x: `${name}_measured`,
        mean: name,
        sigma: sigmas.get(name),
      })),
    ],
    data: [
      ...observations.map(({ name, data }) => ({
        name: `observed_${name}`,
        type: "binned",
        contents: data,
        axes: axis(name),
      })),
      ...Array.from(lumis, (name) => ({
        name: `observed_${name}`,
        type: "point",
        value: 1,
        axes: [{ name: `${name}_measured`, min: 0, max: 2 }],
      })),
    ],
    likelihoods: [
      {
        name: "likelihood",
        distributions: [...channels.map(({ name }) => name), ...Array.from(lumis, (name) => `${name}_constraint`)],
        data: [
          ...observations.map(({ name }) => `observed_${name}`),
          ...Array.from(lumis, (name) => `observed_${name}`),
        ],
      },
    ],
    domains: [
      {
        name: "domain",
        type: "product_domain",
        axes: Array.from(names, ([name, [, min, max]]) => ({ name, min, max })),
      },
    ],
    parameter_points: [{ name: "start", parameters: Array.from(names, ([name, [value]]) => ({ name, value })) }],
    analyses: [
      {
        name: "limit",
        likelihood: "likelihood",
        parameters_of_interest: [poi],
        domains: ["domain"],
        init: "start",
      },
    ],
  };
}
