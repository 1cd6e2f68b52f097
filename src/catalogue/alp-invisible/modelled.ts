import type { Remark, Search } from "../../analysis/search.js";

const OURS = "Darkroom, this simulation";

/** What the estimate rests on and what it leaves out. */
export const MODELLED: readonly Remark[] = [
  {
    title: "A first estimate",
    text: "Nobody has published this search on data of Belle II. Signal and backgrounds are simulated, pseudo-data take the place of data, and the size of the systematic uncertainty of the background, 10 %, is our choice: where many background events are, it is what the limit is made of.",
    origin: "assumption",
    citation: OURS,
  },
  {
    title: "Backgrounds that are simulated",
    text: "e⁺e⁻ → γγ(γ) of which one photon is seen: the others fly along the beams, into a gap of the calorimeter, or are missed by its inefficiency (0.3 % in the barrel, 1 % in the endcaps, both assumed). That inefficiency alone makes the peak at E*γ = √s/2, on top of that of all light ALPs. e⁺e⁻ → e⁺e⁻γ with both leptons out of the detector: it ends at 3.3 GeV, as two leptons that close to the beams cannot balance more.",
    origin: "assumption",
    citation: OURS,
  },
  {
    title: "Backgrounds that are not",
    text: "Cosmic rays and what the beams lose, which data without collisions would tell; e⁺e⁻ → ννγ (about one event, by our estimate); more than one hard photon beside e⁺e⁻γ; an electron whose track is not found and that passes for the photon (a per cent of e⁺e⁻γ with an electron in the barrel).",
    origin: "assumption",
    citation: OURS,
  },
  {
    title: "What a search would do better",
    text: "Photons that the calorimeter misses are stopped in the muon system: a veto on clusters there, opposite to the photon, would lower the peak at √s/2. It is not simulated, so that the estimate is weak below 3 GeV. A fit of the peak over the background beside it would know that background better than our 10 %.",
    origin: "assumption",
    citation: OURS,
  },
  {
    title: "Against BaBar, and with more data",
    text: "The best expected limit here is 2.6 × 10⁻³ GeV⁻¹ at 3.5 GeV, 6.1 × 10⁻³ for a light ALP. BaBar's photons in 53 fb⁻¹ exclude 1.7 × 10⁻⁴: fifteen times less than our best one, of which (53/0.445)^¼ = 3.3 is the luminosity; the rest are its veto in the muon system, its classifier and our 10 %, without which we would expect 1.7 × 10⁻³. At larger luminosities the limit stays what that 10 % leaves, and without it what two luminosities of simulation know: the projections are no promise.",
    origin: "derived",
    citation: OURS,
  },
];

export const RADIATION: Search["radiation"] = {
  text: "Signal and γγ radiate along the beams (structure functions, all orders of soft photons): a photon that recoils against more than the ALP alone is softer, and leaves the peak to low energies. The limit on σ is one on the collision with that radiation; g_aγγ is read off the Born formula g²α/24 (1 − m²/s)³ with α at zero momentum, as on the page of the ALP to photons, where the ratio of both stands. No vacuum polarisation. γγγ and e⁺e⁻γ are at tree level.",
  origin: "assumption",
  citation: OURS,
};
