"""Fits of a known peak over a polynomial with two Gaussian nuisances by iminuit: the peer of the fast fit of a peak.

Reads {"spectra": [{"counts", "signal", "slope", "scale", "order"}], "cl"} on standard input: counts of equal bins, candidates
of each bin for a yield of one, their change for one sigma of the width, relative uncertainty of the efficiency, order of the
polynomial. Writes one result a spectrum on standard output: parameters (yield, efficiency, width, c0 ...), Hesse errors,
signed significance, one-sided profile limit with the best yield bounded at zero, and seconds of processor time. The columns
of the polynomial are integrals of Legendre polynomials by numpy. Needs python3-iminuit, python3-scipy.
"""

import json
import sys
import time

import numpy
from iminuit import Minuit
from numpy.polynomial import legendre
from scipy.optimize import brentq
from scipy.stats import norm


def columns(bins, order):
    edges = numpy.linspace(-1, 1, bins + 1)
    rows = []
    for k in range(order + 1):
        coefficients = numpy.zeros(k + 1)
        coefficients[k] = 0.5
        rows.append(numpy.diff(legendre.legval(edges, legendre.legint(coefficients))))
    return numpy.array(rows)


def fit(spectrum, cl):
    counts = numpy.array(spectrum["counts"], dtype=float)
    signal = numpy.array(spectrum["signal"])
    slope = numpy.array(spectrum["slope"])
    scale = spectrum["scale"]
    background = columns(len(counts), spectrum["order"])
    seen = counts > 0

    def nll(p):
        mu = p[0] * (1 + scale * p[1]) * (signal + p[2] * slope) + p[3:] @ background
        if numpy.any(mu < 1e-12):
            return 1e6 - 1e3 * numpy.minimum(mu, 0).sum()
        value = numpy.sum(mu - counts) + 0.5 * (p[1] ** 2 + p[2] ** 2)
        return value + numpy.sum(counts[seen] * numpy.log(counts[seen] / mu[seen]))

    names = ["yield", "efficiency", "width"] + [f"c{k}" for k in range(spectrum["order"] + 1)]
    start = numpy.zeros(len(names))
    start[3] = counts.sum()

    begin = time.process_time()

    def minimum(values, held=None):
        minuit = Minuit(nll, values, name=names)
        minuit.errordef = Minuit.LIKELIHOOD
        minuit.errors["yield"] = numpy.sqrt(counts.sum() + 1)
        minuit.errors["efficiency"] = minuit.errors["width"] = 1
        for name in names[3:]:
            minuit.errors[name] = numpy.sqrt(counts.sum() + 1)
        minuit.strategy = 1
        minuit.tol = 1e-3
        if held is not None:
            minuit.values["yield"] = held
            minuit.fixed["yield"] = True
        minuit.migrad()
        if not minuit.valid:
            minuit.simplex().migrad()
        return minuit

    without = minimum(start, 0.0)
    best = minimum(numpy.array(without.values))
    fits = time.process_time() - begin
    values = numpy.array(best.values)
    hesse = list(best.errors)
    z = norm.ppf(cl)
    reference, origin = (best.fval, values[0]) if values[0] >= 0 else (without.fval, 0.0)
    begin = time.process_time()

    def rise(s):
        return minimum(values, s).fval - reference - 0.5 * z * z

    top = origin + 2 * z * hesse[0]
    while rise(top) < 0:
        top += hesse[0]
    upper = brentq(rise, origin, top, rtol=1e-6)
    limit = time.process_time() - begin
    best.hesse()
    return {
        "values": list(best.values),
        "hesse": list(best.errors),
        "significance": float(numpy.sign(values[0]) * numpy.sqrt(2 * max(0.0, without.fval - best.fval))),
        "upper": upper,
        "valid": bool(best.valid and without.valid),
        "seconds": {"fits": fits, "limit": limit},
    }


def main():
    request = json.load(sys.stdin)
    json.dump([fit(spectrum, request["cl"]) for spectrum in request["spectra"]], sys.stdout)


main()
