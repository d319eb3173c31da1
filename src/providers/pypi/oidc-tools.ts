import type { Command, Step } from '../../workflow.ts'

/** What uploads, how its password is told, and whether it can do without. */
export interface Tool {
  readonly name: string
  /** Words that begin its command behind a runner such as `uvx` or `python -m`. */
  readonly command: RegExp
  /** Variables that hold a token or a password. */
  readonly secrets: RegExp
  /** Variables that go with them. */
  readonly users: readonly string[]
  readonly flags: { readonly secret: readonly string[]; readonly user: readonly string[]; readonly index: readonly string[] }
  /** Variables that name another index. */
  readonly index: readonly string[]
  /** What keeps it from trusted publishing. */
  readonly cannot?: string
}

const BUILT = 'publish the built files with `pypa/gh-action-pypi-publish` instead.'

// twine: its changelog, 6.1.0. uv: docs.astral.sh/uv/guides/package. pdm: pdm-project.org, "Publish with trusted publishers". maturin: its changelog, 1578.
// Of Poetry, Flit and Hatch neither documentation nor source knows it; Hatch's documentation says to use the action.
export const TOOLS: readonly Tool[] = [
  {
    name: 'twine', command: /^twine upload\b/, secrets: /^TWINE_PASSWORD$/, users: ['TWINE_USERNAME'], index: ['TWINE_REPOSITORY_URL', 'TWINE_REPOSITORY'],
    flags: { secret: ['-p', '--password'], user: ['-u', '--username'], index: ['--repository-url', '--repository', '-r'] },
  },
  {
    name: 'uv', command: /^uv publish\b/, secrets: /^UV_PUBLISH_(?:TOKEN|PASSWORD)$/, users: ['UV_PUBLISH_USERNAME'], index: ['UV_PUBLISH_URL', 'UV_PUBLISH_INDEX'],
    flags: { secret: ['-t', '--token', '-p', '--password'], user: ['-u', '--username'], index: ['--publish-url', '--index'] },
  },
  {
    name: 'pdm', command: /^pdm publish\b/, secrets: /^PDM_PUBLISH_PASSWORD$/, users: ['PDM_PUBLISH_USERNAME'], index: ['PDM_PUBLISH_REPO'],
    flags: { secret: ['-P', '--password'], user: ['-u', '--username'], index: ['-r', '--repository'] },
  },
  {
    name: 'maturin', command: /^maturin upload\b/, secrets: /^MATURIN_(?:PYPI_TOKEN|PASSWORD)$/, users: ['MATURIN_USERNAME'], index: ['MATURIN_REPOSITORY', 'MATURIN_REPOSITORY_URL'],
    flags: { secret: ['-p', '--password'], user: ['-u', '--username'], index: ['-r', '--repository', '--repository-url'] },
  },
  {
    name: 'poetry', command: /^poetry (?:publish|config (?:pypi-token|http-basic)|.{0,80}\bpublish)\b/, secrets: /^POETRY_(?:PYPI_TOKEN_\w{1,60}|HTTP_BASIC_\w{1,60}_PASSWORD)$/, users: [], index: [],
    flags: { secret: ['-p', '--password'], user: ['-u', '--username'], index: ['-r', '--repository'] },
    cannot: `Poetry does not know trusted publishing: build with it, and ${BUILT}`,
  },
  {
    name: 'flit', command: /^flit publish\b/, secrets: /^FLIT_PASSWORD$/, users: ['FLIT_USERNAME'], index: ['FLIT_INDEX_URL'],
    flags: { secret: [], user: [], index: ['--repository'] },
    cannot: `Flit does not know trusted publishing: build with it, and ${BUILT}`,
  },
  {
    name: 'hatch', command: /^hatch publish\b/, secrets: /^HATCH_INDEX_AUTH$/, users: ['HATCH_INDEX_USER'], index: ['HATCH_INDEX_REPO'],
    flags: { secret: ['-a', '--auth'], user: ['-u', '--user'], index: ['-r', '--repo'] },
    cannot: `Hatch does not know trusted publishing: build with it, and ${BUILT}`,
  },
]

/** The tool that a command runs, through `python -m`, `uvx`, `pipx run` and their kin. */
export function toolOf({ words }: Command): Tool | undefined {
  const text = words.join(' ').replace(RUNNER, '')
  return TOOLS.find(({ command }) => command.test(text))
}

const RUNNER = /^(?:(?:python|python3|py)(?:\.exe)?\s-m\s|uvx\s(?:--\S{1,80}\s){0,3}|uv\stool\srun\s|uv\srun\s(?:--(?:with|group|extra|python)\s\S{1,80}\s|--\S{1,80}\s){0,5}|pipx\srun\s|pdm\srun\s|poetry\srun\s|hatch\srun\s(?:\S{1,40}:)?|pixi\srun\s)/

export const MATURIN_ACTION = 'pyo3/maturin-action'

/** The commands of a step that upload; the action of maturin counts as one. */
export function uploadsOf(step: Step): readonly { readonly tool: Tool; readonly command: Command }[] {
  if (step.uses?.name === MATURIN_ACTION) {
    const [command, args] = ['command', 'args'].map((name) => step.with.find((one) => one.name === name)?.value ?? '')
    const words = ['maturin', command ?? '', ...(args ?? '').split(/\s+/).filter((word) => word !== '')]
    const tool = toolOf({ words, text: words.join(' ') })
    return tool === undefined ? [] : [{ tool, command: { words, text: words.join(' ') } }]
  }
  return step.commands.flatMap((command) => {
    const tool = toolOf(command)
    return tool === undefined ? [] : [{ tool, command }]
  })
}

/** The index that an upload goes to: PyPI's own, TestPyPI, or how another one is named. */
export function indexOf(step: Step, { tool, command }: { readonly tool: Tool; readonly command: Command }): 'pypi' | 'testpypi' | { readonly other: string } {
  const flag = command.words.flatMap((word, i) => {
    if (tool.flags.index.includes(word)) return [command.words[i + 1] ?? '']
    return tool.flags.index.flatMap((name) => (word.startsWith(`${name}=`) ? [word.slice(name.length + 1)] : []))
  })[0]
  const levels = [step.env, step.job.env, step.job.workflow.env]
  const variable = levels.flatMap((env) => env.find(({ name }) => tool.index.includes(name))?.value ?? [])[0]
  return indexNamed(flag ?? variable ?? '')
}

export function indexNamed(value: string): 'pypi' | 'testpypi' | { readonly other: string } {
  if (value === '' || /^(?:pypi|(?:https:\/\/)?upload\.pypi\.org(?:\/.{0,40})?)$/i.test(value)) return 'pypi'
  return /^(?:test-?_?pypi|(?:https:\/\/)?test\.pypi\.org(?:\/.{0,40})?)$/i.test(value) ? 'testpypi' : { other: value }
}
