/** Thrown to end a run that would take too long; never leaves `runProgram`. */
export class TooLarge extends Error {}
