/**
 * A number to its seventh digit. Powers and exponentials differ in their last one from engine to engine, and what
 * belongs to a hypothesis is found by its mass, in the page as in the build.
 */
export const atSevenDigits = (value: number) => Number(value.toPrecision(7));
