import { Failure } from "./project.mjs";
import { parsePort } from "./server.mjs";

/**
 * Takes `--port N` or `--port=N` out of a command's arguments.
 * @param {string[]} args
 * @returns {{ port: number | undefined, rest: string[] }}
 */
export function takePort(args) {
  const rest = [];
  let port;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? "";
    if (argument === "--port") {
      const value = args[++i];
      if (value === undefined) throw new Failure("--port: no number after it", 2);
      port = parsePort(value);
    } else if (argument.startsWith("--port=")) port = parsePort(argument.slice("--port=".length));
    else rest.push(argument);
  }
  return { port, rest };
}
