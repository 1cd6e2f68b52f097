import type { Workspace } from "../../statistics/likelihood/specification.js";
import { workspaceOf } from "../../statistics/likelihood/write.js";

/**
 * A small likelihood of our own, made up: a signal region of four bins in a mass, and a control region that fixes one of
 * two backgrounds. Every kind of uncertainty that pages of searches know is in it once.
 */
export const EXAMPLE_WORKSPACE: Workspace = workspaceOf({
  measurement: "example",
  channels: [
    {
      name: "signal region",
      samples: [
        {
          name: "signal",
          data: [0.6, 4.5, 6.2, 0.9],
          modifiers: [
            { name: "mu", type: "normfactor", data: null },
            { name: "luminosity", type: "normsys", data: { lo: 0.985, hi: 1.015 } },
            { name: "tracking", type: "normsys", data: { lo: 0.96, hi: 1.04 } },
            {
              name: "mass scale",
              type: "histosys",
              data: { lo_data: [1.0, 5.2, 5.3, 0.7], hi_data: [0.4, 3.8, 6.9, 1.2] },
            },
          ],
        },
        {
          name: "μμ(γ)",
          data: [24, 17, 11, 7.5],
          modifiers: [
            { name: "norm of μμ(γ)", type: "normfactor", data: null },
            {
              name: "mass scale",
              type: "histosys",
              data: { lo_data: [25.2, 17.4, 10.6, 7.1], hi_data: [22.9, 16.7, 11.3, 7.8] },
            },
            { name: "simulated μμ(γ)", type: "staterror", data: [1.2, 1.0, 0.8, 0.7] },
          ],
        },
        {
          name: "ττ(γ)",
          data: [6.1, 8.4, 9.9, 7.2],
          modifiers: [
            { name: "luminosity", type: "normsys", data: { lo: 0.985, hi: 1.015 } },
            { name: "tracking", type: "normsys", data: { lo: 0.96, hi: 1.04 } },
            { name: "shape of ττ(γ)", type: "shapesys", data: [0.7, 0.9, 1.1, 0.8] },
          ],
        },
      ],
    },
    {
      name: "control region",
      samples: [
        { name: "μμ(γ)", data: [412], modifiers: [{ name: "norm of μμ(γ)", type: "normfactor", data: null }] },
        { name: "ττ(γ)", data: [18], modifiers: [{ name: "tracking", type: "normsys", data: { lo: 0.96, hi: 1.04 } }] },
      ],
    },
  ],
  observed: { "signal region": [31, 31, 26, 17], "control region": [447] },
});
