import type { Data, Model } from "./model.js";
import type { Channel, ParameterSettings, Workspace } from "./specification.js";
import { readWorkspace } from "./workspace.js";

/** What a workspace is made from. */
export interface WorkspaceParts {
  readonly channels: readonly Channel[];
  /** Observed counts by channel. */
  readonly observed: Readonly<Record<string, readonly number[]>>;
  /** Name of the normfactor that is the parameter of interest; default `mu`. */
  readonly poi?: string;
  readonly parameters?: readonly ParameterSettings[];
  /** Name of the measurement; default `measurement`. */
  readonly measurement?: string;
}

/**
 * A pyhf workspace of one measurement, checked as one that was read.
 *
 * @throws InvalidInput with the path of what does not fit
 */
export function workspaceOf(parts: WorkspaceParts): Workspace {
  const { channels, observed, poi = "mu", parameters = [], measurement = "measurement" } = parts;
  return readWorkspace({
    channels,
    observations: Object.entries(observed).map(([name, data]) => ({ name, data })),
    measurements: [{ name: measurement, config: { poi, parameters } }],
    version: "1.0.0",
  });
}

/** Counts in the bins of one channel. */
export interface BinnedCounts {
  readonly signal: readonly number[];
  readonly background: readonly number[];
  /** Absolute uncertainty of the background in each bin, uncorrelated between bins. */
  readonly uncertainty: readonly number[];
  readonly observed: readonly number[];
}

/** Workspace of one channel with a signal of free strength `mu` over a background with a shapesys. */
export function countingWorkspace({ signal, background, uncertainty, observed }: BinnedCounts): Workspace {
  const channel: Channel = {
    name: "counts",
    samples: [
      { name: "signal", data: signal, modifiers: [{ name: "mu", type: "normfactor", data: null }] },
      {
        name: "background",
        data: background,
        modifiers: [{ name: "background_uncertainty", type: "shapesys", data: uncertainty }],
      },
    ],
  };
  return workspaceOf({ channels: [channel], observed: { counts: observed } });
}

/** The workspace with other counts, e.g. pseudo-data; auxiliary measurements have no place in a workspace's counts. */
export function withObserved(workspace: Workspace, model: Model, data: Data): Workspace {
  const observations = model.channels.map(({ name, start, bins }) => ({
    name,
    data: [...data.main.subarray(start, start + bins)],
  }));
  return { ...workspace, observations };
}

/** JSON text of a workspace, two blanks a level, as pyhf reads it. */
export function workspaceText(workspace: Workspace): string {
  return `${JSON.stringify(workspace, null, 2)}\n`;
}
