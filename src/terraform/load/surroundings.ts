import type { Surroundings } from '../evaluate/evaluate.ts'
import { ambientOf } from './ambient.ts'
import type { Checkout } from './checkout.ts'
import { filesOf } from './files.ts'
import type { Project } from './project.ts'

/** The files and paths of a project as its expressions see them. */
export const surroundingsOf = (project: Project, checkout: Checkout): Surroundings => ({
  ambient: ambientOf(project),
  files: filesOf(project, checkout),
})
