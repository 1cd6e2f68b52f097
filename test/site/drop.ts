import type { Page } from "playwright-core";

/** A file as a test makes it. */
export interface MadeFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Drops files on a place of a page, as a hand does: not before the page takes them. */
export async function drop(page: Page, selector: string, files: readonly MadeFile[]): Promise<void> {
  const plain = files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString("base64") }));
  const dataTransfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of given)
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    return transfer;
  }, plain);
  await page.waitForFunction(
    ([place, transfer]) =>
      !document
        .querySelector(place)
        ?.dispatchEvent(new DragEvent("dragover", { dataTransfer: transfer, cancelable: true, bubbles: true })),
    [selector, dataTransfer] as const,
  );
  await page.dispatchEvent(selector, "drop", { dataTransfer });
}
