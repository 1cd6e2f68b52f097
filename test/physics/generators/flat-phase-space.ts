import type { RandomStream } from "../../../src/numerics/random.js";

/**
 * Writes `count` massless momenta, flat in phase space, with total (√s, 0), as in `Trial` (Kleiss, Stirling and Ellis,
 * Comput. Phys. Commun. 40 (1986) 359).
 */
export function flatMassless(momenta: Float64Array, count: number, sqrtS: number, stream: RandomStream): void {
  const total = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const z = 2 * stream.uniform() - 1;
    const phi = 2 * Math.PI * stream.uniform();
    const e = -Math.log(stream.uniform() * stream.uniform());
    const sine = Math.sqrt(1 - z * z);
    momenta.set([e * sine * Math.cos(phi), e * sine * Math.sin(phi), e * z, e], 4 * i);
    for (let a = 0; a < 4; a++) total[a] += momenta[4 * i + a];
  }
  const mass = Math.sqrt(total[3] ** 2 - total[0] ** 2 - total[1] ** 2 - total[2] ** 2);
  const gamma = total[3] / mass;
  const scale = sqrtS / mass;
  const boost = total.slice(0, 3).map((p) => -p / mass);
  for (let i = 0; i < count; i++) {
    const e = momenta[4 * i + 3];
    const along = boost.reduce((sum, b, a) => sum + b * momenta[4 * i + a], 0);
    for (let a = 0; a < 3; a++)
      momenta[4 * i + a] = scale * (momenta[4 * i + a] + boost[a] * (e + along / (1 + gamma)));
    momenta[4 * i + 3] = scale * (gamma * e + along);
  }
}
