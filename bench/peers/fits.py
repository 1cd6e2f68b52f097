"""Fits of a Crystal Ball over a Chebyshev series with iminuit: the peer of src/statistics/fits.

Reads {"spectra": [{"edges", "counts", "peak": [mean, sigma, alpha, n], "order", "float"?}], "cl"} on standard input and writes
one result a spectrum on standard output: parameters (signal, background, c1 ...), Hesse and MINOS errors, signed significance,
one-sided profile limit with the best yield bounded at zero, and the seconds of processor time of the fits (with and without
signal) and of the limit. "float": true lets mean and sigma float. Bins are integrals, as ours: scipy's distribution function
for the peak, numpy's Chebyshev antiderivative for the background. Needs python3-iminuit, python3-scipy.
"""

import json
import sys
import time

import numpy
from iminuit import Minuit
from numpy.polynomial import chebyshev
from scipy.optimize import brentq
from scipy.stats import crystalball, norm


def peak_bins(edges, mean, sigma, alpha, n):
    if alpha < 0:
        return peak_bins(2 * mean - edges[::-1], mean, sigma, -alpha, n)[::-1]
    cdf = crystalball.cdf(edges, alpha, n, loc=mean, scale=sigma)
    return numpy.diff(cdf) / (cdf[-1] - cdf[0])


def background_bins(edges, coefficients):
    t = 2 * (edges - edges[0]) / (edges[-1] - edges[0]) - 1
    integral = chebyshev.chebval(t, chebyshev.chebint([1, *coefficients]))
    return numpy.diff(integral) / (integral[-1] - integral[0])


def fit(spectrum, cl):
    edges = numpy.array(spectrum["edges"])
    counts = numpy.array(spectrum["counts"], dtype=float)
    peak = spectrum["peak"]
    floating = spectrum.get("float", False)
    fixed_signal = peak_bins(edges, *peak)
    seen = counts > 0

    def nll(p):
        shape = peak_bins(edges, p[-2], p[-1], *peak[2:]) if floating else fixed_signal
        background = p[2:-2] if floating else p[2:]
        mu = p[0] * shape + p[1] * background_bins(edges, background)
        if numpy.any(mu < 1e-12):
            return 1e6 - 1e3 * numpy.minimum(mu, 0).sum()
        value = numpy.sum(mu - counts)
        return value + numpy.sum(counts[seen] * numpy.log(counts[seen] / mu[seen]))

    names = ["signal", "background"] + [f"c{k + 1}" for k in range(spectrum["order"])]
    start = [0.0, counts.sum()] + [0.0] * spectrum["order"]
    if floating:
        names += ["mean", "sigma"]
        start += peak[:2]

    begin = time.process_time()
    minuit = Minuit(nll, start, name=names)
    minuit.errordef = Minuit.LIKELIHOOD
    minuit.errors["signal"] = minuit.errors["background"] = numpy.sqrt(counts.sum() + 1)
    for name in names[2:]:
        minuit.errors[name] = 0.1
    minuit.strategy = 1
    minuit.tol = 1e-3
    minuit.migrad()
    if not minuit.valid:
        minuit.simplex().migrad()
    best = minuit.fval
    hesse = list(minuit.errors)
    values = list(minuit.values)
    profile = Minuit(nll, values, name=names)
    profile.errordef = Minuit.LIKELIHOOD
    profile.tol = 1e-3
    profile.fixed["signal"] = True
    if floating:
        profile.fixed["mean"] = profile.fixed["sigma"] = True

    def at(yield_):
        profile.values["signal"] = yield_
        profile.migrad()
        return profile.fval

    without = at(0.0)
    fits = time.process_time() - begin
    begin = time.process_time()
    z = norm.ppf(cl)
    reference, origin = (best, values[0]) if values[0] >= 0 else (without, 0.0)
    upper = None
    if not floating:
        top = origin + 2 * z * hesse[0]
        while at(top) - reference < 0.5 * z * z:
            top += hesse[0]
        upper = brentq(lambda s: at(s) - reference - 0.5 * z * z, origin, top, rtol=1e-6)
    limit = time.process_time() - begin
    minuit.hesse()
    hesse = list(minuit.errors)
    minuit.minos("signal")
    error = minuit.merrors["signal"]
    return {
        "values": values,
        "hesse": hesse,
        "minos": [error.lower, error.upper],
        "significance": float(numpy.sign(values[0]) * numpy.sqrt(2 * max(0.0, without - best))),
        "upper": upper,
        "valid": bool(minuit.valid),
        "seconds": {"fits": fits, "limit": limit},
    }


def main():
    request = json.load(sys.stdin)
    json.dump([fit(spectrum, request["cl"]) for spectrum in request["spectra"]], sys.stdout)


main()
