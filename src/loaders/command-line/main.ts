import { commands } from "./commands.js";
import { WrongCall } from "./wrong-call.js";

/** Runs one command; a wrong call is one line on standard error and exit code 2, a failure one line and 1. */
async function main([name = "help", ...rest]: string[]): Promise<void> {
  const command = commands[name === "--help" || name === "-h" ? "help" : name];
  if (!command) throw new WrongCall(`unknown command: ${name}; npx darkroom help lists them`);
  await command.run(rest);
}

main(process.argv.slice(2)).catch((error: Error & { code?: string }) => {
  const wrong = error instanceof WrongCall || error.code?.startsWith("ERR_PARSE_ARGS");
  process.stderr.write(`${error.message.split("\n")[0]}\n`);
  process.exitCode = wrong ? 2 : 1;
});
