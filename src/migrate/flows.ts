import type { Consumer, Flow, Step, Workflow } from '../workflow.ts'
import { consumerOf, writtenBy } from './consumers.ts'
import { holderOf, placesOf, type Place, type Scene } from './places.ts'
import { asksOnly } from './presence.ts'
import { secretsIn, valuesIn } from './secrets-in.ts'
import type { Source } from './source.ts'

/** Every way of a stored secret through a workflow, in the order of the file. */
export function flowsOf(source: Source, workflow: Workflow): readonly Flow[] {
  const places = placesOf(source, { node: source.doc.contents, path: [] })
  return places.flatMap((place) => flowsAt(place, { workflow, places }))
}

function flowsAt(place: Place, scene: Scene): readonly Flow[] {
  const { step } = holderOf(place.path, scene.workflow)
  if (isInherit(place)) return [{ ...base(place, scene), secret: '*', shape: 'chosen', expression: 'inherit', to: consumerOf(place, scene) }]
  const written = step !== undefined && place.path.length === 5 && place.path[4] === 'run' ? flowsWritten(place, { step, scene }) : []
  const text = written.length === 0 ? place.text : withoutWrites(place.text, step)
  return [...written, ...(text.includes('${{') ? flowsIn(text, { place, scene, to: () => consumerOf(place, scene) }) : [])]
}

interface Taking {
  readonly place: Place
  readonly scene: Scene
  readonly to: () => Consumer
}

function flowsIn(text: string, { place, scene, to }: Taking): readonly Flow[] {
  const here = holderOf(place.path, scene.workflow)
  const owner = here.step ?? here.job ?? scene.workflow
  const flows = valuesIn(text).flatMap(({ expression, body }) => secretsIn(body, { owner, passed: [], scene }).map((found): Flow => {
    const end = to()
    return {
      ...base(place, scene),
      ...found,
      ...(asksOnly(end, expression) ? { only: 'presence' } : {}),
      expression,
      shape: found.shape === 'whole' && expression !== text.trim() ? 'part' : found.shape,
      to: end,
    }
  }))
  return flows.filter((flow, i) => flows.findIndex((other) => other.secret === flow.secret && other.expression === flow.expression) === i)
}

/** What a script hands to the steps behind it is no use of the script's own. */
function flowsWritten(place: Place, { step, scene }: { readonly step: Step; readonly scene: Scene }): readonly Flow[] {
  return step.writes.flatMap((write) => flowsIn(write.value, { place, scene, to: () => writtenBy(step, { write, scene }) }))
}

function withoutWrites(script: string, step: Step | undefined): string {
  const lines = new Set(step?.writes.map(({ line }) => line))
  return script.split('\n').filter((line) => !lines.has(line.trim())).join('\n')
}

function base(place: Place, { workflow }: Scene): Pick<Flow, 'through' | 'workflow' | 'job' | 'step' | 'line' | 'path'> {
  return { through: [], line: place.line, path: place.path, ...holderOf(place.path, workflow) }
}

/** All secrets, handed to a reusable workflow: docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idsecretsinherit */
function isInherit({ path, text }: Place): boolean {
  return path[0] === 'jobs' && path[2] === 'secrets' && path.length === 3 && text === 'inherit'
}
