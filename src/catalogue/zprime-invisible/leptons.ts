/** Deposit of a muon in the calorimeter, PRL 124, 141801: 0.15 < E < 0.4 GeV and E/pc < 0.4. */
const MUON = { least: 0.15, most: 0.4, mostOverMomentum: 0.4 } as const;

/** Deposit of an electron, PRL 124, 141801: 0.8 < E/pc < 1.2 and E > 1.5 GeV. */
const ELECTRON = { least: 1.5, leastOverMomentum: 0.8, mostOverMomentum: 1.2 } as const;

/** Whether a track is a muon: by its deposit in the calorimeter (GeV) alone, as in the first data. */
export function isMuon(cluster: number, overMomentum: number): boolean {
  return cluster > MUON.least && cluster < MUON.most && overMomentum < MUON.mostOverMomentum;
}

/** Whether a track is an electron, by its deposit in the calorimeter (GeV) alone. */
export function isElectron(cluster: number, overMomentum: number): boolean {
  return (
    cluster > ELECTRON.least && overMomentum > ELECTRON.leastOverMomentum && overMomentum < ELECTRON.mostOverMomentum
  );
}
