import type { Remark, Search } from "../../analysis/search.js";
import { kloe } from "./configurations.js";

export const remarks: readonly Remark[] = [
  {
    title: "KLOE",
    text: `The same search at √s = ${kloe.sqrtS.toFixed(3)} GeV, with limits on ε²α_D of 10⁻⁹ to 10⁻⁸ for pairs lighter than these: left of the curves. What its collisions would produce is under Elsewhere; efficiencies and counts of KLOE are not public in a form that could be used here, and nothing of it is simulated.`,
    origin: "published",
    citation: kloe.source,
  },
  {
    title: "Content of an ellipse",
    text: "k = 2 holds 86.5 % of a Gaussian. Simulated signal without radiation fills it to 84 %, because its resolution differs from event to event; with radiation, whose tail goes to large recoil masses, to 56 to 73 % of the selected events; at the upper edge of the triangle, where radiation has no room, to 70 to 85 %. The efficiency counts what is inside.",
    origin: "derived",
    citation: "simulated here, 4 < m(A′) < 9 GeV",
  },
  {
    title: "Background in sparse ellipses",
    text: "Most ellipses expect less than one event. Each is believed beforehand to hold what its neighbourhood of twice its axes does; simulated events in it then decide. The simulated samples are of 2 to 5 luminosities, so that the background of single ellipses is known worse than a publication would have it: at the edges of the τ pairs, where it falls steeply, a few ellipses without a simulated event are believed emptier than they are, which the global p-value by toys takes in.",
    origin: "assumption",
    citation: "our choice",
  },
];

export const radiation: Search["radiation"] = {
  text: "σ here is that of the collision with radiation of the beams, and the efficiency is of all events that it makes: those whose radiation moves them out of their ellipse are lost to it. Over the Born cross-section σ is 1.24 at (4, 1) GeV, 1.14 at (6, 1), 0.86 at (8, 2) and 0.98 at (9, 0.5). Vacuum polarisation is left out.",
  origin: "derived",
  citation: "Batell, Pospelov, Ritz, PRD 79, 115008 (2009), with the radiator of Kuraev and Fadin",
};
