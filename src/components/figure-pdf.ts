import { type Imprint, imprintLines } from "../formats/imprint.js";
import { textRuns } from "./pdf-text.js";
import { sizeOf } from "./standalone-svg.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Size of raised and lowered letters, and how far they are moved, in letters of the line. */
const SMALL = 0.7;
const MOVED = 0.35;

/** Splits the texts of a drawing into runs of the standard fonts. */
function inStandardFonts(svg: SVGSVGElement): void {
  for (const text of svg.querySelectorAll("text")) {
    if (text.childElementCount > 0) continue;
    const size = Number.parseFloat(text.getAttribute("font-size") ?? "12");
    let line = 0;
    const spans = textRuns(text.textContent ?? "").map((run) => {
      const span = document.createElementNS(NAMESPACE, "tspan");
      span.textContent = run.text;
      span.setAttribute("font-family", run.font);
      const wanted = -run.shift * MOVED * size;
      if (wanted !== line) span.setAttribute("dy", String(wanted - line));
      if (run.shift !== 0) span.setAttribute("font-size", `${SMALL * size}px`);
      line = wanted;
      return span;
    });
    text.setAttribute("font-family", "helvetica");
    text.replaceChildren(...spans);
  }
}

/** A standalone drawing as PDF of one page of its size: lines and letters, no pixels; its imprint in the properties. */
export async function pdfOf(drawing: SVGSVGElement, title: string, made: Imprint): Promise<Blob> {
  const [{ jsPDF }, { svg2pdf }] = await Promise.all([import("jspdf"), import("svg2pdf.js")]);
  const { width, height } = sizeOf(drawing);
  const svg = drawing.cloneNode(true) as SVGSVGElement;
  inStandardFonts(svg);
  const page = new jsPDF({
    unit: "pt",
    format: [width, height],
    orientation: width > height ? "landscape" : "portrait",
  });
  const lines = imprintLines(made);
  page.setProperties({ title, subject: lines.join("; "), creator: lines[4] ?? "", keywords: made.link });
  // Its letters are measured in the page.
  const place = document.createElement("div");
  place.className = "visually-hidden";
  place.append(svg);
  document.body.append(place);
  try {
    await svg2pdf(svg, page, { x: 0, y: 0, width, height });
  } finally {
    place.remove();
  }
  return page.output("blob");
}
