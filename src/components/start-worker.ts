/**
 * Starts a module worker through a blob: started from its address it would have a policy of its own, through a blob it
 * inherits the page's Content-Security-Policy and cannot reach another host either.
 */
export function startWorker(address: string): Worker {
  const script = new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" });
  const url = URL.createObjectURL(script);
  return new Worker(url, { type: "module" });
}
