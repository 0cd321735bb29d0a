// Bundled and run by growth.js, in a process of its own: evaluates one project until the time is known, and prints it.
import { buildGraph } from '../src/aws/graph/build-graph.ts'
import { resourceModels } from '../src/aws/graph/models.ts'
import { evaluate } from '../src/terraform/evaluate/evaluate.ts'
import { openCheckout } from '../src/terraform/load/checkout.ts'
import { loadProject } from '../src/terraform/load/project.ts'
import { surroundingsOf } from '../src/terraform/load/surroundings.ts'

const [warmUp, folder] = process.argv.slice(2)

/** Half a second of it lets the compiler see everything that the larger project has, too. */
const WARM_UP = 1500

const load = async (root) => {
  const checkout = openCheckout(root, root)
  const { value: project } = await loadProject(root, checkout)
  return { project, surroundings: surroundingsOf(project, checkout) }
}

const run = ({ project, surroundings }) => {
  const started = process.cpuUsage()
  const evaluated = evaluate(project, resourceModels, surroundings)
  const graph = buildGraph(evaluated.value)
  // Documents are read when they are first looked at.
  const statements = graph.value.policies.reduce((count, { document }) => count + (document?.statements.length ?? 0), 0)
  const { user, system } = process.cpuUsage(started)
  const milliseconds = (user + system) / 1000
  const problems = [...evaluated.diagnostics, ...graph.diagnostics].map(({ summary }) => summary)
  if (problems.length > 0) throw new Error(`The project is not evaluated in full: ${problems[0]}`)
  return { milliseconds, instances: evaluated.value.instances.length, statements }
}

const small = await load(warmUp)
for (const started = performance.now(); performance.now() - started < WARM_UP; ) run(small)
const project = await load(folder)
globalThis.gc()
const { milliseconds, instances, statements } = run(project)
console.log(JSON.stringify({ milliseconds, instances, statements, memory: process.resourceUsage().maxRSS / 1024 }))
