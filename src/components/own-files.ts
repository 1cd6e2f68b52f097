import type { OwnData } from "../analysis/own/data.js";
import type { OwnEvents } from "./own-events.js";

/**
 * Files of the reader: opened by the button of the page, or dropped anywhere on it. What reads them is fetched with the
 * first of them.
 * @param approached readies the page, and says which search it is of
 * @param give told the events that were read, and null when they are taken away
 */
export function startOwnFiles(
  page: HTMLElement,
  approached: () => Promise<string>,
  give: (events: OwnData | null) => void,
): void {
  const place = page.querySelector<HTMLElement>('[data-group="own-events"]');
  const input = place?.querySelector<HTMLInputElement>('input[type="file"]');
  if (!place || !input) return;
  let own: Promise<OwnEvents> | undefined;
  const open = async (files: readonly File[]) => {
    if (files.length === 0) return;
    place.setAttribute("open", "");
    const search = await approached();
    own ??= import("./own-events.js").then(({ OwnEvents: Own }) => new Own(place, search, give));
    (await own).open(files);
  };
  const take = () => {
    void open([...(input.files ?? [])]);
    input.value = "";
  };
  input.addEventListener("change", take);
  // Chosen before the page could hear it.
  if (input.files?.length) take();
  const over = (on: boolean) => page.classList.toggle("over", on);
  page.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    over(true);
  });
  page.addEventListener("dragleave", () => over(false));
  page.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    over(false);
    void open([...event.dataTransfer.files]);
  });
}
