import type { Step } from '../../workflow.ts'

/** Inputs that take a personal token alone, and the one beside it that takes the job's own. */
const FOR_PERSONAL: Readonly<Record<string, { readonly personal: string; readonly own: string }>> = {
  // https://github.com/peaceiris/actions-gh-pages#supported-tokens
  'peaceiris/actions-gh-pages': { personal: 'personal_token', own: 'github_token' },
  // Version 3; from 4 on one input takes either: https://github.com/JamesIves/github-pages-deploy-action/releases/tag/4.0.0
  'jamesives/github-pages-deploy-action': { personal: 'access_token', own: 'GITHUB_TOKEN' },
}

/** The input that takes the job's own token in the place of this one; undefined where this one is not for personal tokens alone. */
export function jobInputOf({ step, name }: { readonly step: Step; readonly name: string }): string | undefined {
  const row = FOR_PERSONAL[step.uses?.name ?? '']
  if (row === undefined || row.personal !== name.toLowerCase() || step.with.some((input) => input.name.toLowerCase() === row.own.toLowerCase())) return undefined
  return row.own
}
