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
    title: "Between the ellipses",
    text: "A limit is that of the masses at the centre of its ellipse. Of a signal between centres the nearest ellipse holds less: 86 % of that in the median, less than 68 % for one mass pair in ten, 48 % at worst. That follows from their number: 9000 ellipses of two standard deviations lie 1.65σ apart here. A signal that is added to the pseudo-data is moved to the masses asked for, and shows it.",
    origin: "derived",
    citation: "Gaussian signals at 3000 mass pairs, 4 < m(A′) < 9.7 GeV",
  },
  {
    title: "Background in sparse ellipses",
    text: "Most ellipses expect less than one event. Each is believed beforehand to hold what its neighbourhood of twice its axes does; simulated events in it then decide. The simulated samples are of 2 to 5 luminosities, so that the background of single ellipses is known worse than a publication would have it: at the edges of the τ pairs, where it falls steeply, a few ellipses without a simulated event are believed emptier than they are, which the global p-value by toys takes in.",
    origin: "assumption",
    citation: "our choice",
  },
  {
    title: "Euler characteristic",
    text: "It is extrapolated from 3σ and 3.5σ, not from lower levels as usual: counts of few events reach 2σ in a third as many ellipses as continuous significances would, and from 2σ and 2.5σ the formula of a smooth field says 0.022 at 4σ, where toys say 0.095 ± 0.008. The lattice is not the reason: a Gaussian field in the same overlapping ellipses passes 4σ in 0.14 ± 0.02 of all toys, and the formula says 0.18 from 2σ and 2.5σ. Made continuous, by a random number between n and n + 1 events, the significances themselves pass it in 0.14, and the formula says 0.10. From 3σ and 3.5σ it says 0.105 of the counts as they are.",
    origin: "derived",
    citation:
      "1500 toys of the nominal background, 400 of the Gaussian field; Vitells and Gross, Astropart. Phys. 35, 230 (2011)",
  },
];

export const radiation: Search["radiation"] = {
  text: "σ here is that of the collision with radiation of the beams, and the efficiency is of all events that it makes: those whose radiation moves them out of their ellipse are lost to it. Over the Born cross-section σ is 1.24 at (4, 1) GeV, 1.14 at (6, 1), 0.86 at (8, 2) and 0.98 at (9, 0.5). Vacuum polarisation is left out.",
  origin: "derived",
  citation: "Batell, Pospelov, Ritz, PRD 79, 115008 (2009), with the radiator of Kuraev and Fadin",
};
