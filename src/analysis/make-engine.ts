import { BumpEngine } from "./bumps/engine.js";
import type { ControlSamples } from "./control-sample.js";
import { CountingEngine } from "./counting/engine.js";
import { EllipseEngine } from "./ellipses/engine.js";
import type { Engine, Ground } from "./engine.js";
import { LifetimeEngine } from "./lifetime/engine.js";
import { OnOffEngine } from "./on-off/engine.js";
import { PeakEngine } from "./peaks/engine.js";
import { SidebandEngine } from "./sidebands/engine.js";

/** The way of measuring that a search declares. */
export function makeEngine(ground: Ground, controls: ControlSamples): Engine {
  const { measurement, scan } = ground.search;
  switch (measurement.kind) {
    case "peak-fits":
      return new PeakEngine(ground, measurement);
    case "bump-hunt":
      return new BumpEngine(ground, measurement);
    case "lifetime":
      return new LifetimeEngine(ground, measurement);
    case "sidebands":
      return new SidebandEngine(ground, measurement);
    case "on-off":
      return new OnOffEngine(ground, measurement, controls);
    case "counting":
      return scan.ellipses ? new EllipseEngine(ground, scan.ellipses) : new CountingEngine(ground);
  }
}
