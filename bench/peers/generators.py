"""The generators' kinematics in vectorised numpy: the yardstick of bench/physics.ts.

The same algorithms over arrays of events, accepted against the same kind of maximum. Prints one JSON object: accepted
events per second of processor time, by reaction, and the mean weight in fb, which must agree with the cross-section.
"""

import json
import sys
import time

import numpy as np

ALPHA = 1 / 137.035999084
HBARC2 = 0.3893793721e12
ME, MMU, MTAU = 0.51099895e-3, 0.1056583755, 1.77686
ROOT = 10.58
S = ROOT**2
LOG = np.log(S / ME**2)
BETA = 2 * ALPHA / np.pi * (LOG - 1)
VERTEX = 1 + ALPHA / np.pi * (np.pi**2 / 3 - 0.5)
D0 = 1 + 3 * BETA / 8 - BETA**2 / 48 * (LOG / 3 + np.pi**2 - 47 / 8)
SOFTEST = 2e-4
TAU = 2 * np.pi
rng = np.random.default_rng(1)


class Table:
    def __init__(self, f, low, high, bins=1024):
        x = np.linspace(low, high, 4 * bins + 1)
        y = np.maximum(f(x), 0)
        step = x[1] - x[0]
        c = np.concatenate([[0], np.cumsum(0.5 * (y[1:] + y[:-1])) * step])
        self.integral = c[-1]
        c = c + 0.01 * c[-1] * (x - low) / (high - low)
        self.edges = np.interp(np.linspace(0, c[-1], bins + 1), c, x)

    def at(self, u):
        scaled = u * (len(self.edges) - 1)
        j = scaled.astype(np.int64)
        width = self.edges[j + 1] - self.edges[j]
        return self.edges[j] + (scaled - j) * width, 1 / ((len(self.edges) - 1) * width)


def radiator_weight(x):
    soft = 1 + ALPHA / np.pi * (np.pi**2 / 3 - 0.5) + 3 * BETA / 4 - BETA**2 / 24 * (LOG / 3 + 2 * np.pi**2 - 37 / 4)
    z = 1 - x
    hard = -BETA * (1 - x / 2) + BETA**2 / 8 * (-4 * (2 - x) * np.log(x) - (1 + 3 * z * z) / x * np.log(z) - 6 + x)
    return soft + hard * x ** (1 - BETA) / BETA


def smooth(y):
    z = 1 - y
    l = np.log(y)
    second = -4 * (1 + z) * l - (1 + 3 * z * z) / y * np.log(z) - 6 + y
    return D0 + np.exp((1 - 0.5 * BETA) * l) * (-0.5 * (1 + z) + BETA / 16 * second)


def aim(n, sign, y):
    """Unit vectors of photons to their beams, exact angular density of one photon, by rejection."""
    mass2 = 4 * ME**2 / S
    velocity = np.sqrt(1 - mass2)
    gap = mass2 / (1 + velocity)
    out = np.empty((3, n))
    todo = np.arange(n)
    while len(todo):
        below = gap * (np.exp(np.log((1 + velocity) / gap) * rng.random(len(todo))) - 1) / velocity
        c = 1 - below
        s2 = below * (2 - below)
        yy = y[todo]
        h = yy * yy - 2 * yy + 2
        exact = s2 - (0.5 * yy**2 * s2**2 + mass2 * ((1 - 2 * yy) * s2 - yy**2 * c**4)) / h
        good = rng.random(len(todo)) * (s2 + mass2 * c * c) < exact
        at = todo[good]
        phi = TAU * rng.random(len(at))
        sine = np.sqrt(s2[good])
        out[0, at] = sine * np.cos(phi)
        out[1, at] = sine * np.sin(phi)
        out[2, at] = sign[at] * c[good]
        todo = todo[~good]
    return out


class Radiation:
    def __init__(self, threshold, sigma):
        self.largest = 1 - threshold**2 / S
        middle = min(0.5, self.largest)
        guide = lambda v: np.where(v < self.largest, radiator_weight(np.minimum(v, 1 - 1e-9)) * sigma(S * (1 - v)), 0)
        self.softest = SOFTEST * self.largest
        nothing = self.softest**BETA
        self.soft = Table(lambda m: guide(m ** (1 / BETA)), nothing, middle**BETA)
        hard = lambda h: BETA * (-np.expm1(-h)) ** (BETA - 1) * np.exp(-h) * guide(-np.expm1(-h))
        self.hard = Table(hard, -np.log1p(-middle), -np.log1p(-self.largest))
        none = nothing * guide(np.array([1e-12]))[0]
        total = none + self.soft.integral + self.hard.integral
        self.none, self.share = none / total, self.soft.integral / total
        gamma = np.exp(-(BETA**2) * np.pi**2 / 24 + BETA**3 * 1.2020569 / 4)
        self.nothing = VERTEX * D0**2 * gamma * self.softest**BETA / self.none

    def draw(self, n):
        """Photons (2, 4, n), s′, weight."""
        photons = np.zeros((2, 4, n))
        weight = np.full(n, self.nothing)
        v = np.zeros(n)
        u = rng.random(n) - self.none
        low = np.flatnonzero((u >= 0) & (u < self.share))
        high = np.flatnonzero(u >= self.share)
        inverse = np.empty(n)
        m, density = self.soft.at(u[low] / self.share)
        v[low] = np.exp(np.log(m) / BETA)
        inverse[low] = v[low] / (self.share * density * BETA * m)
        rest = 1 - self.none - self.share
        h, density = self.hard.at((u[high] - self.share) / rest)
        v[high] = -np.expm1(-h)
        inverse[high] = (1 - v[high]) / (rest * density)
        some = np.flatnonzero(u >= 0)
        x = v[some]
        k = len(some)
        hard = rng.integers(0, 2, k)
        sign = 1.0 - 2 * hard
        root = np.sqrt(1 - x)
        excess = 0.5 * BETA * (1 - 0.5 * x) ** 2 * np.log((1 + root) / root)
        f = excess / (1 + excess)
        second = rng.random(k) < f
        power = rng.random(k)
        relative = np.where(second, 1, np.exp(2 / BETA * np.log(power)))
        both = x * relative > self.softest
        n1 = aim(k, sign, x)
        n2 = np.zeros((3, k))
        index = np.flatnonzero(both)
        n2[:, index] = aim(len(index), -sign[index], np.where(second, 0.5 * x, 0.5 * x * relative)[index])
        kappa = np.where(both, 0.5 * (1 - (n1 * n2).sum(0)), 1)
        kroot = np.sqrt(1 - kappa * x)
        most = x / (1 + kroot)
        l = np.log((1 + kroot) / kroot)
        ys = np.where(both, np.where(second, -x * np.expm1(-power * l), most * relative), 0)
        yh = (x - ys) / (1 - kappa * ys)
        first = 0.5 * BETA * np.where(second, np.exp(0.5 * BETA * np.log(np.maximum(ys, 1e-300) / most)), power)
        choices = 1 - f + np.where(both, f * ys / ((x - ys) * l * first), 0)
        sm = np.where(both, smooth(np.maximum(ys, 1e-12)), D0) * smooth(yh)
        weight[some] = VERTEX * BETA * sm * np.exp(0.5 * BETA * np.log(yh * most)) * inverse[some] / ((x - ys) * choices)
        e1 = 0.5 * ROOT * yh
        e2 = 0.5 * ROOT * ys
        photons[hard, :3, some] = (n1 * e1).T
        photons[hard, 3, some] = e1
        photons[1 - hard, :3, some] = (n2 * e2).T
        photons[1 - hard, 3, some] = e2
        return photons, S * (1 - v), weight


def boost(p, left, mass):
    along = (p[:3] * left[:3]).sum(0)
    shift = (along / (left[3] + mass) + p[3]) / mass
    e = (p[3] * left[3] + along) / mass
    return np.vstack([p[:3] + shift * left[:3], e])


def turn(axis, a, b, c):
    """Vectors (a, b, c) about the polar axis."""
    k = (a * axis[0] + b * axis[1]) / (1 + axis[2] + 1e-15)
    return np.stack([a + axis[0] * (c - k), b + axis[1] * (c - k), c * axis[2] - (a * axis[0] + b * axis[1])])


def born_pair(left, s, beta2):
    n = len(s)
    mass = np.sqrt(s)
    electron, positron = left[3] - left[2], left[3] + left[2]
    sign = np.where(rng.random(n) * (electron**2 + positron**2) < electron**2, 1.0, -1.0)
    shift = sign * left[2] / (left[3] + mass) - 1
    axis = shift * left[:3]
    axis[2] += sign * mass
    axis *= sign / np.where(sign > 0, electron, positron)
    constant, square = 2 - beta2, beta2 / 3
    u = rng.random(n) * (constant + square)
    c = np.where(u < constant, 2 * u / constant - 1, np.cbrt(2 * (u - constant) / square - 1))
    phi = TAU * rng.random(n)
    sine = np.sqrt(1 - c * c)
    return axis, turn(axis, sine * np.cos(phi), sine * np.sin(phi), c), c


def emission(a, b, r, z, m, p):
    mass = z + 2 * r
    ab = a * b
    top = 2 * (a * a + b * b) + 4 + 8 * r * (1 - 4 * r) + z * (12 + 8 * z) - 4 * (1 + 4 * r + 2 * z) * (a + b)
    top = top + 8 * (m * m + p * p) + 16 * mass * m * p
    return top / ab - 2 * mass * ((1 + 4 * r) * (1 / a**2 + 1 / b**2) + 4 * ((m / a) ** 2 + (p / b) ** 2))


def radiate(s, mass, axis, direction, c):
    """Hardest photon of the pair by the veto algorithm: negative, positive lepton and photon in their rest frame."""
    n = len(s)
    r = mass**2 / s
    beta2 = 1 - 4 * r
    beta = np.sqrt(beta2)
    l = np.log((1 + beta) ** 2 / (4 * r))
    born = 4 * beta * (2 - beta2 + beta2 * c * c)
    energy = 0.5 * np.sqrt(s)
    q = np.zeros((2, 4, n))
    q[0, :3] = energy * beta * direction
    q[1, :3] = -q[0, :3]
    q[:, 3] = energy
    k = np.zeros((4, n))
    y = beta2.copy()
    todo = np.arange(n)
    while len(todo):
        y[todo] *= np.exp(np.pi / (2 * ALPHA * l[todo]) * np.log(rng.random(len(todo))))
        todo = todo[y[todo] > SOFTEST]
        yy, rr, bb = y[todo], r[todo], beta[todo]
        near = 0.5 * yy * (1 - bb) * np.exp(l[todo] * rng.random(len(todo)))
        far = yy - near
        which = rng.integers(0, 2, len(todo))
        sign = 1.0 - 2 * which
        phi = TAU * rng.random(len(todo))
        inside = near * far * (1 - yy) >= rr * yy * yy
        en, ef = 0.5 * (1 - far), 0.5 * (1 - near)
        pn = np.sqrt(np.maximum(en * en - rr, 0))
        pf = np.sqrt(np.maximum(ef * ef - rr, 1e-12))
        along = (pn * pn + pf * pf - 0.25 * yy * yy) / (2 * pf)
        across = np.sqrt(np.maximum(0, pn * pn - along * along))
        d = sign * direction[:, todo]
        v = turn(d, across * np.cos(phi), across * np.sin(phi), along)
        w = emission(far, near, rr, 0, (v * axis[:, todo]).sum(0), -sign * pf * c[todo])
        good = inside & (rng.random(len(todo)) * born[todo] < w * near * far)
        at = todo[good]
        root = 2 * energy[at]
        qn = root * v[:, good]
        qf = -root * pf[good] * d[:, good]
        q[which[good], :3, at] = qn.T
        q[which[good], 3, at] = root * en[good]
        q[1 - which[good], :3, at] = qf.T
        q[1 - which[good], 3, at] = root * ef[good]
        k[:3, at] = -qn - qf
        k[3, at] = 0.5 * root * yy[good]
        todo = todo[~good]
    return q, k


def dot(a, b):
    return a[3] * b[3] - (a[:3] * b[:3]).sum(0)


def interference(k, q):
    e = 0.5 * ROOT
    t2 = k[0] ** 2 + k[1] ** 2
    ahead = np.abs(k[2])
    narrow = e * t2 / (k[3] + ahead) + 0.5 * ME**2 * ahead / e
    wide = e * (k[3] + ahead)
    pk = np.where(k[2] > 0, narrow, wide)
    ppk = np.where(k[2] > 0, wide, narrow)
    qk, qqk = dot(q[0], k), dot(q[1], k)
    beams = 4 * e * e / (pk * ppk) - ME**2 * (1 / pk**2 + 1 / ppk**2)
    pair = 2 * dot(q[0], q[1]) / (qk * qqk) - MMU**2 * (1 / qk**2 + 1 / qqk**2)
    cross = e * ((q[1][3] + q[1][2]) / (ppk * qqk) - (q[0][3] + q[0][2]) / (ppk * qk))
    cross -= e * ((q[1][3] - q[1][2]) / (pk * qqk) - (q[0][3] - q[0][2]) / (pk * qk))
    return 1 + 2 * cross / (beams + pair)


def sigma_pair(mass):
    def sigma(s):
        b2 = np.maximum(0, 1 - 4 * mass**2 / s)
        return np.sqrt(b2) * (3 - b2) / (2 * s)

    return sigma


class Dimuon:
    def __init__(self):
        self.radiation = Radiation(2 * MMU, sigma_pair(MMU))

    def draw(self, n):
        photons, s, weight = self.radiation.draw(n)
        weight *= 4 * np.pi * ALPHA**2 / 3 * HBARC2 * (1 + 3 * ALPHA / (4 * np.pi)) * sigma_pair(MMU)(s)
        left = -photons.sum(0)
        left[3] += ROOT
        beta2 = 1 - 4 * MMU**2 / s
        axis, direction, c = born_pair(left, s, beta2)
        q, k = radiate(s, MMU, axis, direction, c)
        mass = np.sqrt(s)
        before = np.zeros((2, 4, n))
        before[0, :3] = 0.5 * mass * np.sqrt(beta2) * direction
        before[1, :3] = -before[0, :3]
        before[:, 3] = 0.5 * mass
        before = [boost(before[i], left, mass) for i in range(2)]
        q = [boost(q[i], left, mass) for i in range(2)]
        k = boost(k, left, mass)
        hard = np.where(photons[0, 3] > photons[1, 3], photons[0], photons[1])
        own = k[3] > hard[3]
        hardest = np.where(own, k, hard)
        energy = np.maximum(hardest[3], 0.5 * ROOT * SOFTEST)
        leptons = [np.where(own, q[i], before[i]) for i in range(2)]
        ratio = np.ones(n)
        some = np.flatnonzero(hardest[3] > 0)
        ratio[some] = interference(hardest[:, some], [x[:, some] for x in leptons])
        bc = np.sqrt(beta2) * c
        soft = np.exp(4 * ALPHA / np.pi * np.log((1 - bc) / (1 + bc)) * np.log(2 * energy / ROOT))
        a, b = soft * ratio, (2 - ratio) / soft
        swap = rng.random(n) * (a + b) < b
        minus, plus = np.where(swap, q[1], q[0]), np.where(swap, q[0], q[1])
        return 0.5 * weight * (a + b), np.concatenate([minus, plus, k, photons[0], photons[1]])


class Ditau:
    """Both τ → μ."""

    def __init__(self):
        self.radiation = Radiation(2 * MTAU, sigma_pair(MTAU))

    def draw(self, n):
        photons, s, weight = self.radiation.draw(n)
        weight *= 4 * np.pi * ALPHA**2 / 3 * HBARC2 * 0.1739**2 * sigma_pair(MTAU)(s)
        left = -photons.sum(0)
        left[3] += ROOT
        ratio = 4 * MTAU**2 / s
        axis, direction, c = born_pair(left, s, 1 - ratio)
        q, k = radiate(s, MTAU, axis, direction, c)
        flip = ratio * (1 - c * c)
        h = np.where(rng.random(n) < 0.5, 1.0, -1.0)
        other = np.where(rng.random(n) * (1 + c * c + flip) < flip, -h, h)
        mass = np.sqrt(s)
        daughters = []
        for tau, helicity in ((q[0], h), (q[1], other)):
            largest = (MTAU**2 + MMU**2) / (2 * MTAU)
            x0 = MMU / largest
            x = np.empty(n)
            todo = np.arange(n)
            while len(todo):
                t = np.cbrt(rng.random(len(todo)))
                p2 = np.maximum(0, t * t - x0 * x0)
                good = rng.random(len(todo)) * 3 * t * t < np.sqrt(p2) * (t * (3 - 2 * t) - x0 * x0)
                x[todo[good]] = t[good]
                todo = todo[~good]
            p = np.sqrt(x * x - x0 * x0)
            slope = helicity * p * (np.sqrt(1 - x0 * x0) - 2 * x) / (x * (3 - 2 * x) - x0 * x0)
            u = rng.random(n)
            cos = (slope - 2 + 4 * u) / (1 + np.sqrt((1 - slope) ** 2 + 4 * slope * u))
            sine = np.sqrt(np.maximum(0, 1 - cos * cos))
            phi = TAU * rng.random(n)
            size = p * largest
            e = x * largest
            momentum = np.sqrt(tau[3] ** 2 - MTAU**2)
            ahead = tau[3] / MTAU * size * cos + momentum / MTAU * e
            e = tau[3] / MTAU * e + momentum / MTAU * size * cos
            v = turn(tau[:3] / momentum, size * sine * np.cos(phi), size * sine * np.sin(phi), ahead)
            daughters.append(boost(np.vstack([v, e]), left, mass))
        k = boost(k, left, mass)
        neutrinos = left - k - daughters[0] - daughters[1]
        return weight, np.concatenate([*daughters, neutrinos, k, photons[0], photons[1]])


class TwoPhoton:
    def __init__(self):
        f = lambda l: self.sigma(np.exp(l)) * self.flux(np.exp(l) / ROOT, 0.25 * np.exp(2 * l)) ** 2 * np.log(ROOT / np.exp(l))
        self.table = Table(f, np.log(0.5), np.log(ROOT * (1 - 1e-9)), 512)

    @staticmethod
    def sigma(w):
        r = (MMU / w) ** 2
        b = np.sqrt(1 - 4 * r)
        return 4 * np.pi * ALPHA**2 / w**2 * HBARC2 * ((1 + 4 * r - 8 * r * r) * np.log((1 + b) ** 2 / (4 * r)) - b * (1 + 4 * r))

    @staticmethod
    def flux(x, largest):
        least = ME**2 * x * x / (1 - x)
        most = np.minimum(ROOT**2 * (1 - x), largest)
        f = (1 + (1 - x) ** 2) * np.log(most / least) - 2 * ME**2 * x * x * (1 / least - 1 / most)
        return np.where(most > least, ALPHA / TAU * f, 0)

    def virtuality(self, x, largest):
        least = ME**2 * x * x / (1 - x)
        l = np.log(np.minimum(ROOT**2 * (1 - x), largest) / least)
        q2 = np.empty(len(x))
        todo = np.arange(len(x))
        while len(todo):
            t = least[todo] * np.exp(l[todo] * rng.random(len(todo)))
            good = rng.random(len(todo)) < 1 - 2 * ME**2 * x[todo] ** 2 / (t * (1 + (1 - x[todo]) ** 2))
            q2[todo[good]] = t[good]
            todo = todo[~good]
        return q2

    def draw(self, n):
        l, density = self.table.at(rng.random(n))
        w = np.exp(l)
        root = w / ROOT
        span = -2 * np.log(root)
        tilt = np.exp(span * (rng.random(n) - 0.5))
        x1, x2 = root * tilt, root / tilt
        largest = 0.25 * w * w
        weight = 2 * span * self.flux(x1, largest) * self.flux(x2, largest) * self.sigma(w) / density
        out = np.zeros((16, n))
        todo = np.flatnonzero(weight > 0)
        beam = 0.5 * ROOT
        for _ in range(100):
            if not len(todo):
                break
            a, b = x1[todo], x2[todo]
            t1 = np.maximum(0, self.virtuality(a, largest[todo]) * (1 - a) - (ME * a) ** 2)
            t2 = np.maximum(0, self.virtuality(b, largest[todo]) * (1 - b) - (ME * b) ** 2)
            f1, f2 = TAU * rng.random((2, len(todo)))
            px1, py1 = np.sqrt(t1) * np.cos(f1), np.sqrt(t1) * np.sin(f1)
            px2, py2 = np.sqrt(t2) * np.cos(f2), np.sqrt(t2) * np.sin(f2)
            kick = (px1 + px2) ** 2 + (py1 + py2) ** 2
            scale = np.ones(len(todo))
            with np.errstate(all="ignore"):
                for _ in range(12):
                    e1, e2 = beam * (1 - scale * a), beam * (1 - scale * b)
                    z1, z2 = np.sqrt(e1 * e1 - t1 - ME**2), np.sqrt(e2 * e2 - t2 - ME**2)
                    e, z = ROOT - e1 - e2, z2 - z1
                    excess = e * e - z * z - kick - w[todo] ** 2
                    if not np.any(np.abs(excess) > 1e-13 * S):
                        break
                    scale -= excess / (2 * e * beam * (a + b) - 2 * z * beam * (a * e1 / z1 - b * e2 / z2))
                good = np.abs(excess) < 1e-11 * S
            at = todo[good]
            out[8:, at] = np.stack([px1, py1, z1, e1, px2, py2, -z2, e2])[:, good]
            todo = todo[~good]
        weight[todo] = 0
        beta = np.sqrt(1 - (2 * MMU / w) ** 2)
        c = np.empty(n)
        todo = np.arange(n)
        while len(todo):
            bb = beta[todo]
            t = np.tanh((2 * rng.random(len(todo)) - 1) * np.arctanh(bb)) / bb
            sq = (bb * t) ** 2
            good = rng.random(len(todo)) * 2 * (1 - sq) < 1 + 2 * (1 - bb**2) * (bb**2 - sq) - sq * sq
            c[todo[good]] = t[good]
            todo = todo[~good]
        phi = TAU * rng.random(n)
        p = 0.5 * w * beta
        sine = np.sqrt(1 - c * c)
        pair = -(out[8:12] + out[12:16])
        pair[3] += ROOT
        v = np.stack([p * sine * np.cos(phi), p * sine * np.sin(phi), p * c, 0.5 * w])
        out[0:4] = boost(v, pair, w)
        out[4:8] = pair - out[0:4]
        return weight, out


class ZPrime:
    """M = 2 GeV, collinear radiation of both beams."""

    def __init__(self, mass=2.0):
        self.mass = mass
        nodes, weights = np.polynomial.legendre.leggauss(24)
        u = 0.5 * (nodes + 1)
        self.sigma = lambda s: np.array([0.5 * (weights * self.density(t, u)).sum() for t in np.atleast_1d(s)])
        self.radiation = Radiation(mass + 2 * MMU, self.sigma)
        self.table = Table(lambda x: self.density(S, np.minimum(x, 1 - 1e-9)), 0, 1, 512)

    def density(self, s, u):
        r, z = MMU**2 / s, self.mass**2 / s
        if np.sqrt(s) <= self.mass + 2 * MMU:
            return 0 * u
        most, least = (1 - np.sqrt(z)) ** 2, 4 * r
        t = most - (most - least) * (1 - u) ** 4
        x = 1 + z - t
        w = np.sqrt(np.maximum(0, (1 - 4 * r / t) * (x * x - 4 * z)))
        l = np.log((x + w) / (x - w))
        j = 2 * x * l - 2 * w + 4 * (1 + z + 2 * r) * (1 + z - 2 * r) * l / x - 4 * (1 + 2 * r + z) * l
        j = j - (1 + 2 * r) * (2 * r + z) * 8 * w / (x * x - w * w)
        return np.maximum(0, j) * (1 - u) ** 3 * (most - least) / s

    def draw(self, n):
        photons, s, weight = self.radiation.draw(n)
        for leg, sign in ((0, 1.0), (1, -1.0)):
            photons[leg, :2] = 0
            photons[leg, 2] = sign * photons[leg, 3]
        left = -photons.sum(0)
        left[3] += ROOT
        s = np.maximum(left[3] ** 2 - left[2] ** 2, (self.mass + 2.0001 * MMU) ** 2)
        root = np.sqrt(s)
        r, z = MMU**2 / s, self.mass**2 / s
        u, density = self.table.at(rng.random(n))
        span = (1 - self.mass / root) ** 2 - 4 * r
        t = 4 * r + span * (1 - (1 - u) ** 4)
        x = 1 + z - t
        size = 0.5 * root * np.sqrt(np.maximum(0, x * x - 4 * z))
        pair = root * np.sqrt(t)
        velocity = np.sqrt(np.maximum(0, 1 - 4 * r / t))
        w = velocity * 2 * size / root
        bound = np.maximum(w / x, 1e-9)
        rapidity = np.arctanh(bound)
        c = np.tanh((2 * rng.random(n) - 1) * rapidity) / bound
        weight *= HBARC2 * ALPHA**2 / (16 * np.pi) * 4 * span * (1 - u) ** 3 / density
        weight *= rapidity * (1 - (bound * c) ** 2) / bound * w / s
        cos = 2 * rng.random(n) - 1
        sin = np.sqrt(1 - cos * cos)
        phi, psi = TAU * rng.random((2, n))
        p = 0.5 * pair * velocity
        across = p * np.sqrt(np.maximum(0, 1 - c * c))
        gamma, bg = (root - 0.5 * root * x) / pair, size / pair
        along, forward = gamma * p * c, 0.5 * bg * pair
        tx, ty = across * np.cos(phi), across * np.sin(phi)
        m = ((along + forward) * cos + tx * sin) / root
        weight *= emission(0.5 * (x - w * c), 0.5 * (x + w * c), r, z, m, ((forward - along) * cos - tx * sin) / root)
        out = []
        for sign in (1, -1):
            l = forward + sign * along
            plane = l * sin - sign * tx * cos
            q = np.stack(
                [
                    plane * np.cos(psi) - sign * ty * np.sin(psi),
                    plane * np.sin(psi) + sign * ty * np.cos(psi),
                    l * cos + sign * tx * sin,
                    0.5 * gamma * pair + sign * bg * p * c,
                ]
            )
            out.append(boost(q, left, root))
        return weight, np.concatenate([*out, left - out[0] - out[1], photons[0], photons[1]])


def measure(reaction, batch=16384, repetitions=7, calls=8):
    weights = np.sort(np.concatenate([reaction.draw(batch)[0] for _ in range(4)]))
    over = np.cumsum(np.concatenate([np.diff(weights)[::-1] * np.arange(1, len(weights)), [0]]))
    maximum = weights[::-1][np.searchsorted(over, 1e-3 * weights.sum())]
    rates, total, trials = [], 0.0, 0
    for _ in range(repetitions):
        start = time.process_time()
        kept = 0
        for _ in range(calls):
            weight, momenta = reaction.draw(batch)
            good = rng.random(batch) * maximum < weight
            kept += np.ascontiguousarray(momenta[:, good]).shape[1]
            total += weight.sum()
            trials += batch
        rates.append(kept / (time.process_time() - start))
    return {"rates": rates, "mean": total / trials}


if __name__ == "__main__":
    reactions = {"mumu": Dimuon, "tautau": Ditau, "eemumu": TwoPhoton, "mumuZprime": ZPrime}
    json.dump({name: measure(make()) for name, make in reactions.items()}, sys.stdout)
