import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RefUpdate } from './refs.ts'

/** An App without `workflows: write` is refused in GitHub's own words. `git log` is asked for what no ref holds yet. */
const REFUSES_WORKFLOWS = `#!/bin/sh
[ -n "$MAYFLY_MAY_CHANGE_WORKFLOWS" ] && exit 0
while read -r before after ref; do
  case "$after" in *[!0]*) ;; *) continue ;; esac
  path=$(git log -m -1 --format= --name-only --diff-filter=AM "$after" --not --all -- .github/workflows | tail -n 1)
  [ -z "$path" ] && continue
  echo "refusing to allow a GitHub App to create or update workflow \\\`$path\\\` without \\\`workflows\\\` permission" >&2
  exit 1
done
`

const TELLS_WHAT_MOVED = `#!/bin/sh
cat > "$MAYFLY_PUSHED"
`

/** Writes the hooks that every push runs through; returns their folder. */
export function writePushHooks(folder: string): string {
  const hooks = join(folder, 'hooks')
  mkdirSync(hooks)
  for (const [name, text] of [
    ['pre-receive', REFUSES_WORKFLOWS],
    ['post-receive', TELLS_WHAT_MOVED],
  ] as const) {
    writeFileSync(join(hooks, name), text)
    chmodSync(join(hooks, name), 0o755)
  }
  return hooks
}

export interface PushWatch {
  readonly env: Readonly<Record<string, string>>
  /** What the push moved; empty where it was refused or not finished. */
  updates(): Promise<readonly RefUpdate[]>
}

let pushes = 0

export function watchPush(folder: string, mayChangeWorkflows: boolean): PushWatch {
  const file = join(folder, `pushed-${++pushes}`)
  return {
    env: {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.hooksPath',
      GIT_CONFIG_VALUE_0: join(folder, 'hooks'),
      MAYFLY_PUSHED: file,
      ...(mayChangeWorkflows ? { MAYFLY_MAY_CHANGE_WORKFLOWS: '1' } : {}),
    },
    async updates() {
      const text = await readFile(file, 'utf8').catch(() => '')
      await rm(file, { force: true })
      return text.split('\n').flatMap((line) => {
        const [before = '', after = '', ref] = line.split(' ')
        return ref === undefined ? [] : [{ before, after, ref }]
      })
    },
  }
}
