/** Tells how far a piece of work is, on standard error: what, how far, how long still. */
export class Progress {
  readonly #title: string;
  readonly #total: number;
  readonly #start = performance.now();
  readonly #live = process.stderr.isTTY === true;
  #done = 0;
  #shown = 0;

  constructor(title: string, total: number) {
    this.#title = title;
    this.#total = total;
  }

  /** Counts `steps` more steps as done. */
  advance(steps = 1): void {
    this.#done += steps;
    const now = performance.now();
    if (this.#done < this.#total && now - this.#shown < (this.#live ? 100 : 5000)) return;
    this.#shown = now;
    const seconds = (now - this.#start) / 1000;
    const left = (seconds / this.#done) * (this.#total - this.#done);
    const line =
      this.#done < this.#total
        ? `${this.#title}: ${Math.floor((100 * this.#done) / this.#total)} %, ${Math.ceil(left)} s left`
        : `${this.#title}: done in ${seconds.toFixed(1)} s`;
    process.stderr.write(this.#live ? `\r\u001b[K${line}${this.#done < this.#total ? "" : "\n"}` : `${line}\n`);
  }
}
