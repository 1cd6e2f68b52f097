"""Asymptotic CLs upper limits with bands in scipy and iminuit, for comparison with bench/likelihood.ts.

One channel; a signal of free strength over a background with one Poisson-constrained factor a bin. All parameters are
fitted, with the analytic gradient; fits with all parameters free are done once for each data set. Reads
{"models": [{signal, background, uncertainty, observed}], "level": 0.95, "minimisers": [...]} from standard input and
writes, for each model and minimiser, the limits and the seconds of processor time.
"""

import json
import sys
import time

import numpy as np
from iminuit import Minuit
from scipy.optimize import brentq, minimize
from scipy.special import xlogy
from scipy.stats import norm


class Likelihood:
    def __init__(self, model):
        self.signal = np.array(model["signal"], float)
        self.background = np.array(model["background"], float)
        self.rate = (self.background / np.array(model["uncertainty"], float)) ** 2
        self.observed = np.array(model["observed"], float)

    def value(self, x, counts, auxiliary):
        mean = x[0] * self.signal + x[1:] * self.background
        aux = self.rate * x[1:]
        if np.any(mean <= 0):
            return 1e300
        return float(np.sum(mean - xlogy(counts, mean / np.maximum(counts, 1e-300)) - counts)
                     + np.sum(aux - xlogy(auxiliary, aux / auxiliary) - auxiliary))

    def gradient(self, x, counts, auxiliary):
        mean = x[0] * self.signal + x[1:] * self.background
        slope = 1 - counts / mean
        return np.concatenate([[np.dot(slope, self.signal)], slope * self.background + self.rate - auxiliary / x[1:]])


def fit_scipy(likelihood, data, mu, start):
    bounds = [(0, 1e3) if mu is None else (mu, mu)] + [(1e-10, 10)] * likelihood.signal.size
    if mu is not None:
        start = np.concatenate([[mu], start[1:]])
    result = minimize(likelihood.value, start, args=data, jac=likelihood.gradient, method="SLSQP", bounds=bounds,
                      options={"maxiter": 1000, "ftol": 1e-10})
    return result.x, result.fun


def fit_iminuit(likelihood, data, mu, start):
    if mu is not None:
        start = np.concatenate([[mu], start[1:]])
    minuit = Minuit(lambda x: likelihood.value(x, *data), start, grad=lambda x: likelihood.gradient(x, *data))
    minuit.errordef = Minuit.LIKELIHOOD
    minuit.strategy = 0
    minuit.limits = [(0, 1e3)] + [(1e-10, 10)] * likelihood.signal.size
    minuit.fixed[0] = mu is not None
    minuit.migrad()
    return np.array(minuit.values), minuit.fval


def upper_limits(likelihood, level, fit):
    data = (likelihood.observed, likelihood.rate)
    start = np.ones(likelihood.signal.size + 1)
    best, low = fit(likelihood, data, None, start)
    background, _ = fit(likelihood, data, 0.0, best)
    asimov = (background[0] * likelihood.signal + background[1:] * likelihood.background,
              likelihood.rate * background[1:])
    best_asimov, low_asimov = fit(likelihood, asimov, None, background)

    def roots(mu):
        q = 0.0 if best[0] > mu else max(0.0, 2 * (fit(likelihood, data, mu, best)[1] - low))
        q_asimov = max(1e-300, 2 * (fit(likelihood, asimov, mu, best_asimov)[1] - low_asimov))
        return np.sqrt(q), np.sqrt(q_asimov)

    def observed(mu):
        root, asimov_root = roots(mu)
        t = root - asimov_root if root <= asimov_root else (root**2 - asimov_root**2) / (2 * asimov_root)
        return np.exp(norm.logsf(t + asimov_root) - norm.logsf(t)) - (1 - level)

    def expected(k):
        return lambda mu: np.exp(norm.logsf(roots(mu)[1] - k) - norm.logcdf(k)) - (1 - level)

    return [brentq(f, 1e-3, 20, xtol=1e-6, rtol=1e-6) for f in [observed, *map(expected, (-2, -1, 0, 1, 2))]]


def main():
    request = json.load(sys.stdin)
    answer = []
    for model in request["models"]:
        for name in request["minimisers"]:
            fit = {"scipy": fit_scipy, "iminuit": fit_iminuit}[name]
            start = time.process_time()
            limits = upper_limits(Likelihood(model), request["level"], fit)
            seconds = time.process_time() - start
            answer.append({"bins": len(model["signal"]), "minimiser": name, "seconds": seconds, "limits": limits})
    json.dump(answer, sys.stdout)


main()
