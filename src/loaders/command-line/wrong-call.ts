/** A call that the command line cannot take: told in one line, exit code 2. */
export class WrongCall extends Error {}
