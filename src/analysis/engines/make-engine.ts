import type { ControlSamples } from "../control-sample.js";
import { BumpEngine } from "./bumps.js";
import { CountingEngine } from "./counting.js";
import { EllipseEngine } from "./ellipses.js";
import type { Engine, Ground } from "./engine.js";
import { LifetimeEngine } from "./lifetime.js";
import { OnOffEngine } from "./on-off.js";
import { PeakEngine } from "./peaks.js";
import { SidebandEngine } from "./sidebands.js";

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
