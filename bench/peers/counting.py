"""Bayesian counting limits with expected bands by scipy, for comparison: windows as JSON on stdin, limits on stdout.

The same model as ours, done as one would with numpy: truncated Gaussians of background, efficiency and luminosity on
tensor Gauss-Legendre nodes, gammaincc for the Poisson sums, brentq for the root, counts of the band from the prior
predictive distribution.
"""

import json
import sys
import time

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaincc

BAND = [0.022750131948179, 0.158655253931457, 0.5, 0.841344746068543, 0.977249868051821]


def truncated(value, sigma, nodes):
    if sigma == 0:
        return np.array([value]), np.array([1.0])
    low, high = max(0.0, value - 5 * sigma), value + 5 * sigma
    x, w = np.polynomial.legendre.leggauss(nodes)
    x = 0.5 * (high - low) * x + 0.5 * (high + low)
    w = w * np.exp(-0.5 * ((x - value) / sigma) ** 2)
    return x, w / w.sum()


def window_limits(window):
    b, wb = truncated(window["background"]["value"], window["background"]["sigma"], 40)
    e, we = truncated(window["efficiency"]["value"], window["efficiency"]["sigma"], 32)
    lumi, wl = truncated(window["luminosity"]["value"], window["luminosity"]["sigma"], 12)
    a = np.outer(e, lumi).ravel()
    wa = np.outer(we, wl).ravel() / a
    unit = 1 / (window["efficiency"]["value"] * window["luminosity"]["value"])

    def limit(n):
        def survival(s):
            return wa @ (gammaincc(n + 1, a[:, None] * s + b[None, :]) @ wb)

        target = (1 - window["cl"]) * survival(0.0)
        high = (n + 5) * unit
        while survival(high) > target:
            high *= 2
        return brentq(lambda s: survival(s) - target, 0.0, high, rtol=1e-8)

    counts, n = [], 0
    for p in BAND:
        while gammaincc(n + 1, b) @ wb < p:
            n += 1
        counts.append(n)
    limits = {n: limit(n) for n in {*counts, window["observed"]}}
    return limits[window["observed"]], [limits[n] for n in counts]


windows = json.load(sys.stdin)
start = time.process_time()
answers = [window_limits(window) for window in windows]
elapsed = 1e3 * (time.process_time() - start)
json.dump({"milliseconds": elapsed, "limits": [observed for observed, _ in answers]}, sys.stdout)
