import { boundary } from "./boundary.js";
import { claims } from "./claims.js";
import { configurations } from "./configurations.js";
import { correction } from "./correction.js";
import { cutMerits } from "./cut-merits.js";
import { efficiency } from "./efficiency.js";
import { eventPicture } from "./event-picture.js";
import { expectedSignal } from "./expected-signal.js";
import { fit } from "./fit.js";
import { furtherSpectra } from "./further-spectra.js";
import { limitMap } from "./limit-map.js";
import { linearity } from "./linearity.js";
import { lookElsewhere } from "./look-elsewhere.js";
import { luminosities } from "./luminosities.js";
import { massPlane } from "./mass-plane.js";
import { methods } from "./methods.js";
import { nMinusOne } from "./n-minus-one.js";
import { pValues } from "./p-values.js";
import type { Panel } from "./panel.js";
import { peaks } from "./peaks.js";
import { plane } from "./plane.js";
import { projections } from "./projections.js";
import { ranking } from "./ranking.js";
import { reach } from "./reach.js";
import { readings } from "./readings.js";
import { regions } from "./regions.js";
import { resolution } from "./resolution.js";
import { resonances } from "./resonances.js";
import { shapes } from "./shapes.js";
import { significance } from "./significance.js";
import { toys } from "./toys.js";
import { trace } from "./trace.js";
import { transition } from "./transition.js";

/** Panels that any search gets which has what they show, in the order of their tabs. */
export const panels: readonly Panel[] = [
  massPlane,
  limitMap,
  configurations,
  readings,
  reach,
  expectedSignal,
  shapes,
  eventPicture,
  fit,
  furtherSpectra,
  methods,
  projections,
  luminosities,
  pValues,
  lookElsewhere,
  significance,
  toys,
  transition,
  peaks,
  regions,
  resonances,
  efficiency,
  resolution,
  boundary,
  correction,
  nMinusOne,
  cutMerits,
  plane,
  ranking,
  linearity,
  claims,
  trace,
];
