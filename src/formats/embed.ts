/** A figure as another page frames it. */
export interface EmbeddedFigure {
  /** Address of the page, with the state in its query. */
  readonly address: string;
  /** Id of the figure on the page. */
  readonly figure: string;
  /** For those who do not see it. */
  readonly title: string;
  /** Size of the drawing, px. */
  readonly width: number;
  readonly height: number;
}

/** What stands around the drawing in a frame, px: margins, and the line that says where it is from. */
const AROUND = { width: 32, height: 120 } as const;

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** HTML that shows one figure of a page in another one: the fragment names it, everything else is left out there. */
export function embedCode({ address, figure, title, width, height }: EmbeddedFigure): string {
  const url = new URL(address);
  url.hash = figure;
  const size = `width="${Math.round(width) + AROUND.width}" height="${Math.round(height) + AROUND.height}"`;
  return `<iframe src="${escaped(url.href)}" title="${escaped(title)}" ${size} loading="lazy"></iframe>`;
}
