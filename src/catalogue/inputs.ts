import type { SampleInputs } from "../analysis/inputs.js";

/** How files become events of a search, each loaded only where files are read. */
const loaders: Readonly<Record<string, () => Promise<SampleInputs>>> = {
  "zprime-invisible": async () => (await import("./zprime-invisible/inputs.js")).inputs,
  "dimuon-spectrum": async () => (await import("./dimuon-spectrum/inputs.js")).inputs,
};

/** How rows of a file become the observables of a search; where it is not said, each must be a column. */
export async function inputsOf(search: string): Promise<SampleInputs> {
  const load = loaders[search];
  if (load) return load();
  return {
    quantities: [],
    about: "nothing: every observable must be a column",
    derive: ({ length }) => ({ length, values: {}, notices: {} }),
  };
}
