import type { OptionValue, SampleOption } from "../../physics/generators/sample.js";
import { WrongCall } from "./wrong-call.js";

/** An option of a sample as it is written on the command line: "darkPhotonMass" is "--dark-photon-mass". */
export function optionFlag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * The value of an option from its text.
 * @throws WrongCall for what is no number or a negative one, no truth value or no choice
 */
export function optionValue(name: string, option: SampleOption, text: string): OptionValue {
  const flag = optionFlag(name);
  if (typeof option.default === "number") {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value)) throw new WrongCall(`not a number: ${text}, in ${flag}`);
    if (value < 0) throw new WrongCall(`negative: ${text}, in ${flag}; give 0 or more`);
    return value;
  }
  if (typeof option.default === "boolean") {
    if (text !== "true" && text !== "false") throw new WrongCall(`neither true nor false: ${text}, in ${flag}`);
    return text === "true";
  }
  if (option.choices && !option.choices.includes(text))
    throw new WrongCall(`unknown choice: ${text}, in ${flag}; one of ${option.choices.join(", ")}`);
  return text;
}
