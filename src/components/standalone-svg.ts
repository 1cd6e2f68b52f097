const NAMESPACE = "http://www.w3.org/2000/svg";

/** Ink and paper of a drawing that leaves the page: those of the light theme. */
const INK = "#1c1e21";
const PAPER = "#ffffff";
const FONT = "Helvetica, Arial, sans-serif";

/** A drawing of the page as an SVG element that needs nothing of the page: ink, font, hatch and words are its own. */
export function standaloneSvg(drawing: SVGSVGElement, title: string, lines: readonly string[]): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const { width, height } = sizeOf(drawing);
  for (const name of ["class", "style", "role", "aria-label"]) copy.removeAttribute(name);
  copy.setAttribute("xmlns", NAMESPACE);
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const make = (name: string, text: string) => {
    const element = document.createElementNS(NAMESPACE, name);
    element.textContent = text;
    return element;
  };
  const paper = document.createElementNS(NAMESPACE, "rect");
  for (const [name, value] of Object.entries({ width: String(width), height: String(height), fill: PAPER }))
    paper.setAttribute(name, value);
  copy.prepend(make("title", title), make("desc", lines.join("\n")), ...hatchFor(copy), paper);
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name, value } of Array.from(element.attributes)) {
      if (value === "currentColor") element.setAttribute(name, INK);
      else if (value.startsWith("var(--sans")) element.setAttribute(name, FONT);
      else if (value.startsWith("var(--paper")) element.setAttribute(name, PAPER);
    }
  }
  return copy;
}

/** Size of a drawing in its own units. */
export function sizeOf(drawing: SVGSVGElement): { width: number; height: number } {
  const { width, height } = drawing.viewBox.baseVal ?? { width: 0, height: 0 };
  if (width > 0 && height > 0) return { width, height };
  const box = drawing.getBoundingClientRect();
  return { width: box.width, height: box.height };
}

/** The page's hatch, where the drawing refers to it. */
function hatchFor(copy: SVGSVGElement): Element[] {
  const pattern = document.querySelector("pattern#hatch");
  if (!pattern || !copy.querySelector('[fill="url(#hatch)"]')) return [];
  const defs = document.createElementNS(NAMESPACE, "defs");
  defs.append(pattern.cloneNode(true));
  return [defs];
}

/** Text of an SVG file. */
export function svgText(svg: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** The drawing as PNG, so many pixels for each of its units. */
export async function pngOf(svg: SVGSVGElement, scale: number): Promise<Blob> {
  const { width, height } = sizeOf(svg);
  const address = URL.createObjectURL(new Blob([svgText(svg)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("no picture: the browser made none"))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
