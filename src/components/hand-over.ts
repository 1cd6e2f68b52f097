/** Gives the reader a file: the browser asks or stores it, nothing leaves the machine. */
export function handOver(name: string, content: string | Uint8Array<ArrayBuffer> | Blob, mime: string): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type: mime });
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; a minute is for slow disks.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
