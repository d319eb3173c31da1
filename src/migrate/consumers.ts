import { escapePattern } from '../lib/escape-pattern.ts'
import type { Consumer, Job, Mention, Owner, Step, Workflow, Write } from '../workflow.ts'
import { holderOf, startsWith, type Place, type Scene } from './places.ts'
import type { Path } from './source.ts'

/** What takes the value of a place. */
export function consumerOf(place: Place, scene: Scene): Consumer {
  const { workflow, job, step } = holderOf(place.path, scene.workflow)
  const name = String(place.path.at(-1))
  const parent = place.path.at(-2)
  if (step !== undefined) {
    if (parent === 'with') return { kind: 'input', step, name }
    if (place.path.at(-1) === 'run') return { kind: 'command', step }
  }
  if (parent === 'env' && place.path.length === 2 + levelDepth({ job, step })) {
    const owner = step ?? job ?? workflow
    return { kind: 'variable', owner, name, mentions: mentionsOf({ owner, name, at: place.path }, scene) }
  }
  if (job !== undefined && (place.path[2] === 'container' || place.path[2] === 'services')) {
    return { kind: 'container', job, field: place.path.slice(2).join('.'), image: imageOf(place, scene) }
  }
  if (job !== undefined && place.path[2] === 'secrets') return { kind: 'call', job, name: place.path[3] === undefined ? '*' : name }
  return { kind: 'elsewhere', where: place.path.join('.') }
}

function imageOf(place: Place, { places }: Scene): string {
  const holder = place.path.slice(0, place.path[2] === 'container' ? 3 : 4)
  return places.find(({ path }) => path.length === holder.length + 1 && path.at(-1) === 'image' && startsWith(path, holder))?.text ?? ''
}

function levelDepth(here: { readonly job: Job | undefined; readonly step: Step | undefined }): number {
  if (here.step !== undefined) return 4
  return here.job === undefined ? 0 : 2
}

interface Declared {
  readonly owner: Owner
  readonly name: string
  readonly at: Path
}

/** Where a variable's name is written in its scope, its own declaration aside. */
function mentionsOf(variable: Declared, scene: Scene): readonly Mention[] {
  const name = escapePattern(variable.name)
  const word = new RegExp(`(?<!\\w|\\b(?:secrets|vars|inputs|matrix|outputs|needs|github)\\.)${name}(?!\\w)`)
  const scope = variable.at.slice(0, -2)
  return mentionsIn(scene, (place) => startsWith(place.path, scope) && place.path !== variable.at && word.test(place.text))
}

/** What a line of a script sets: a variable that the later steps of the job see, or an output that is asked for by its name. */
export function writtenBy(step: Step, { write, scene }: { readonly write: Write; readonly scene: Scene }): Consumer {
  const job = ['jobs', step.job.id]
  const at = [...job, 'steps', step.index, 'run']
  const { name } = write
  if (write.to === 'env') return { kind: 'variable', owner: step.job, name, mentions: mentionsOf({ owner: step.job, name, at: [...job, 'env', name] }, { ...scene, places: scene.places.filter(({ path }) => path.join() !== at.join()) }) }
  const asks = new RegExp(`\\bsteps\\s{0,9}\\.\\s{0,9}${escapePattern(step.id ?? '')}\\s{0,9}\\.\\s{0,9}outputs\\s{0,9}\\.\\s{0,9}${escapePattern(name)}(?![\\w-])`)
  return { kind: 'variable', owner: step, name, mentions: step.id === undefined ? [] : mentionsIn(scene, ({ path, text }) => startsWith(path, job) && asks.test(text)) }
}

function mentionsIn({ places, workflow }: Scene, wanted: (place: Place) => boolean): readonly Mention[] {
  return places.filter(wanted).map((place) => mentionAt(place, workflow))
}

function mentionAt(place: Place, workflow: Workflow): Mention {
  const { step } = holderOf(place.path, workflow)
  const at = step === undefined ? {} : { step }
  const [parent, last] = [place.path.at(-2), place.path.at(-1)]
  if (last === 'if') return { in: 'condition', ...at }
  if (last === 'run') return { in: 'command', ...at }
  if (parent === 'with') return { in: 'input', ...at, name: String(last) }
  if (parent === 'env') return { in: 'variable', ...at, name: String(last) }
  return { in: 'elsewhere', ...at }
}
