/*
 * Dense symmetric matrices of order n, row-major in a Float64Array of n × n numbers. Factors live in the lower
 * triangle; the upper one is left as it was.
 */

/**
 * Cholesky factor L of a symmetric positive definite matrix (only the lower triangle is read), in place in the lower
 * triangle. Returns false, with `a` half overwritten, where the matrix is not positive definite.
 */
export function cholesky(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    const rowJ = j * n;
    for (let i = j; i < n; i++) {
      const rowI = i * n;
      let sum = a[rowI + j];
      for (let k = 0; k < j; k++) sum -= a[rowI + k] * a[rowJ + k];
      if (i === j) {
        // A pivot lost to rounding is as bad as a negative one.
        if (!(sum > 1e-14 * Math.abs(a[rowI + i])) || sum === Number.POSITIVE_INFINITY) return false;
        a[rowI + i] = Math.sqrt(sum);
      } else a[rowI + j] = sum / a[rowJ + j];
    }
  }
  return true;
}

/** Solves L Lᵀ x = b in place of `b` (length n), with L from {@link cholesky}. */
export function choleskySolve(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= l[i * n + k] * b[k];
    b[i] = sum / l[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i] / l[i * n + i];
    b[i] = x;
    // By rows of L, so that memory is read in order.
    for (let k = 0; k < i; k++) b[k] -= l[i * n + k] * x;
  }
}

/**
 * Cholesky factor of a symmetric matrix that may not be positive definite: a multiple of its own diagonal is added,
 * growing until the factor exists. `a` is left as it was, `l` receives the factor.
 *
 * @returns the relative shift that was needed; 0 for a positive definite matrix, Infinity if none helped (NaN in `a`)
 */
export function shiftedCholesky(a: Float64Array, n: number, l: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(a[i * n + i]));
  // Rows without any curvature still need a pivot.
  const floor = largest > 0 ? 1e-12 * largest : 1;
  for (let shift = 0; shift < 1e9; shift = shift === 0 ? 1e-8 : shift * 10) {
    for (let i = 0; i < n * n; i++) l[i] = a[i];
    if (shift > 0) for (let i = 0; i < n; i++) l[i * n + i] += shift * Math.max(Math.abs(a[i * n + i]), floor);
    if (cholesky(l, n)) return shift;
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * Inverse of a symmetric positive definite matrix, both triangles filled; undefined where it is not positive
 * definite. `a` is left as it was.
 */
export function symmetricInverse(a: Float64Array, n: number): Float64Array | undefined {
  const l = a.slice();
  if (!cholesky(l, n)) return undefined;
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    choleskySolve(l, n, column);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i];
  }
  // Rounding leaves the two triangles apart in the last digits.
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const mean = 0.5 * (inverse[i * n + j] + inverse[j * n + i]);
      inverse[i * n + j] = mean;
      inverse[j * n + i] = mean;
    }
  }
  return inverse;
}

/** Solves a x = b for symmetric positive definite `a`; undefined where it is not. The arguments are left as they were. */
export function symmetricSolve(a: Float64Array, n: number, b: Float64Array): Float64Array | undefined {
  const l = a.slice();
  if (!cholesky(l, n)) return undefined;
  const x = b.slice();
  choleskySolve(l, n, x);
  return x;
}
