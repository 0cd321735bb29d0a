import type { Graph } from '../aws/graph/graph.ts'
import type { StorageCall } from '../code/storage-call.ts'
import type { Requirement, Write } from './access.ts'
import { aclRequirements } from './require-acl.ts'
import { keyRequirements } from './require-keys.ts'
import { placeRequirements } from './require-place.ts'
import { sourceRequirements } from './require-source.ts'

/** All that a write asks of AWS: it succeeds if every one of these is granted. The first is the write itself. */
export const requirementsOf = (write: Write, call: StorageCall, graph: Graph): readonly Requirement[] => {
  const place = placeRequirements(write, call, graph)
  // Of a place that is not known nothing else can be said.
  if (place.some(({ settled }) => settled)) return place
  return [...place, ...aclRequirements(write), ...sourceRequirements(write, call, graph), ...keyRequirements(write, call, graph)]
}
