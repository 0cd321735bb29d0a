/** Under this name a file has its top-level program. */
export const programName = '<Main>'

/** Under this name every file has `false`: what a name is that is no type's. */
export const notAType = '<not a type>'
