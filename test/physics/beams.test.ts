import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.js";
import {
  BELLE,
  BELLE_II,
  collidingBeams,
  momentumInCentreOfMass,
  momentumInLaboratory,
  sampleSqrtS,
  toCentreOfMass,
  toLaboratory,
} from "../../src/physics/beams.js";
import { type EventBlock, particleColumns } from "../../src/physics/events.js";
import { massSquared } from "../../src/physics/kinematics.js";

describe("beams", () => {
  it("of Belle II have the published energies, scaled to √s = 10.58 GeV", () => {
    expect(BELLE_II.electronEnergy).toBeCloseTo(7.004, 3);
    expect(BELLE_II.positronEnergy).toBeCloseTo(4.0023, 4);
    expect(BELLE_II.crossingAngle).toBe(0.083);
    expect(BELLE_II.momentum.px).toBeCloseTo(0.457, 3);
    expect(BELLE_II.betaGamma).toBeCloseTo(0.2867, 4);
  });

  it("of Belle have βγ = 0.425", () => {
    expect(BELLE.betaGamma).toBeCloseTo(0.425, 3);
    expect(BELLE.crossingAngle).toBe(0.022);
  });

  it("have √s = 10.574 GeV before scaling, and the same boost at any √s", () => {
    const at = (sqrtS: number) =>
      collidingBeams({
        name: "test",
        electronEnergy: 7,
        positronEnergy: 4,
        electronAngle: 0.0415,
        positronAngle: 0.0415,
        sqrtS,
        energySpread: 0,
      });
    expect(10.58 / (BELLE_II.electronEnergy / 7)).toBeCloseTo(10.574, 3);
    at(9.4603).laboratoryMatrix.forEach((element, k) => {
      expect(element).toBeCloseTo(BELLE_II.laboratoryMatrix[k], 13);
    });
  });

  it("agree with the second parametrisation of the specification, 7.007 on 4.000 GeV", () => {
    const nominal = 2 * Math.sqrt(7.007 * 4) * Math.cos(0.0415);
    expect(nominal).toBeCloseTo(10.57918, 4);
    const beams = collidingBeams({
      name: "7.007 × 4.000",
      electronEnergy: 7.007,
      positronEnergy: 4,
      electronAngle: 0.0415,
      positronAngle: 0.0415,
      sqrtS: nominal,
      energySpread: 0,
    });
    expect(beams.electronEnergy).toBeCloseTo(7.007, 12);
    expect(beams.betaGamma).toBeCloseTo(0.28725, 4);
  });

  for (const beams of [BELLE_II, BELLE]) {
    describe(beams.name, () => {
      const half = beams.sqrtS / 2;

      it("takes the centre-of-mass electron along +z to the electron beam, the positron to its beam", () => {
        const electron = momentumInLaboratory({ e: half, px: 0, py: 0, pz: half }, beams);
        expect(electron.e).toBeCloseTo(beams.electronEnergy, 12);
        expect(electron.px).toBeCloseTo(beams.electronEnergy * Math.sin(beams.electronAngle), 12);
        expect(electron.pz).toBeCloseTo(beams.electronEnergy * Math.cos(beams.electronAngle), 12);
        const positron = momentumInLaboratory({ e: half, px: 0, py: 0, pz: -half }, beams);
        expect(positron.e).toBeCloseTo(beams.positronEnergy, 12);
        expect(positron.px).toBeCloseTo(beams.positronEnergy * Math.sin(beams.positronAngle), 12);
        expect(positron.pz).toBeCloseTo(-beams.positronEnergy * Math.cos(beams.positronAngle), 12);
      });

      it("brings the total momentum to rest", () => {
        const total = momentumInCentreOfMass(beams.momentum, beams);
        expect(total.e).toBeCloseTo(beams.sqrtS, 12);
        expect(Math.hypot(total.px, total.py, total.pz)).toBeLessThan(1e-12);
        const { e, px, py, pz } = beams.momentum;
        expect(Math.sqrt(massSquared(e, px, py, pz))).toBeCloseTo(10.58, 12);
      });
    });
  }
});

describe("blocks of events", () => {
  const stream = randomStream("test", "beams");
  const length = 100;
  const particle = { ...particleColumns("mu-", length, 13, true) };
  for (let i = 0; i < length; i++) {
    particle.px[i] = stream.normal();
    particle.py[i] = stream.normal();
    particle.pz[i] = stream.normal();
    particle.e[i] = Math.hypot(0.1, particle.px[i], particle.py[i], particle.pz[i]);
    particle.vertex!.x[i] = i;
  }
  const block: EventBlock = {
    length,
    frame: "centre-of-mass",
    sqrtS: 10.58,
    particles: [particle],
    weight: new Float64Array(length).fill(1),
    trials: length,
  };

  it("go to the laboratory and back, event by event as the plain numbers do", () => {
    const before = particle.px.slice();
    const laboratory = toLaboratory(block, BELLE_II);
    expect(laboratory.frame).toBe("laboratory");
    expect(particle.px).toEqual(before);
    const [moved] = laboratory.particles;
    for (const i of [0, 17, 99]) {
      const one = momentumInLaboratory(
        { e: particle.e[i], px: particle.px[i], py: particle.py[i], pz: particle.pz[i] },
        BELLE_II,
      );
      expect([moved.e[i], moved.px[i], moved.py[i], moved.pz[i]]).toEqual([one.e, one.px, one.py, one.pz]);
      expect(massSquared(one.e, one.px, one.py, one.pz)).toBeCloseTo(0.01, 10);
    }
    expect(moved.vertex).toBe(particle.vertex);
    const back = toCentreOfMass(laboratory, BELLE_II);
    for (let i = 0; i < length; i++) {
      expect(back.particles[0].pz[i]).toBeCloseTo(particle.pz[i], 12);
      expect(back.particles[0].e[i]).toBeCloseTo(particle.e[i], 12);
    }
    expect(toLaboratory(laboratory, BELLE_II)).toBe(laboratory);
  });
});

it("the spread of √s has the mean and width of the beams", () => {
  const stream = randomStream("test", "energy-spread");
  const draws = 20_000;
  let mean = 0;
  let square = 0;
  for (let i = 0; i < draws; i++) {
    const shift = sampleSqrtS(BELLE_II, stream) - BELLE_II.sqrtS;
    mean += shift / draws;
    square += (shift * shift) / draws;
  }
  expect(Math.abs(mean)).toBeLessThan((5 * 0.0054) / Math.sqrt(draws));
  expect(Math.abs(Math.sqrt(square) / 0.0054 - 1)).toBeLessThan(5 / Math.sqrt(2 * draws));
});
