/** Browsers refuse an address that changes at every move of a slider. */
const PAUSE = 250;

/** The page's state in its address: the newest query stands there a moment after the last change. */
export class Address {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #query: (() => string) | undefined;

  /** Sets the query, "" for none, found when it is needed; the fragment, which names the open panel, stays. */
  write(query: () => string): void {
    this.#query = query;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#put(), PAUSE);
  }

  /** The page's whole address with the newest query. */
  get href(): string {
    const { origin, pathname, hash, search } = location;
    return `${origin}${pathname}${this.#query?.() ?? search}${hash}`;
  }

  #put(): void {
    history.replaceState(history.state, "", this.href);
  }
}
