// A stored signing key → keyless signing: Sigstore certifies the workflow for the job's OIDC token. docs.sigstore.dev/cosign/signing/overview
import type { Around, Flow, Migration, Plan, Step, Use } from '../../workflow.ts'

export const keyless: Migration = {
  id: 'sigstore/keyless',
  title: 'Sign with the workflow\'s identity instead of a stored key',
  best: 'report',
  consumes,
  plan,
  retire: () => [],
}

const VARIABLE = /^COSIGN_(?:PRIVATE_KEY|KEY|PASSWORD|SIGNING_KEY|KEY_PASSWORD)$/
const INPUT = /^cosign[-_]?(?:private[-_]?key|key|password|signing[-_]?key|key[-_]?password)$/i

function consumes(flow: Flow): Use | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
    case 'call':
      return INPUT.test(to.name) ? { flow, as: to.kind } : undefined
    case 'variable':
      if (to.mentions.some(({ in: place, step }) => place === 'command' && step !== undefined && signs(step, to.name))) return { flow, as: 'variable' }
      return VARIABLE.test(to.name) && !to.mentions.some((mention) => mention.in === 'input') ? { flow, as: 'variable' } : undefined
    case 'command':
      return signs(to.step, flow.expression) ? { flow, as: 'command' } : undefined
    case 'container':
    case 'elsewhere':
      break
  }
  return undefined
}

/** A line that gives the text to cosign, or writes it to a file that a line of cosign's reads. */
function signs(step: Step, text: string): boolean {
  const lines = (step.run ?? '').replaceAll(/\\\r?\n/g, ' ').split('\n')
  const given = lines.filter((line) => line.includes(text))
  const file = given.map((line) => /(?<![<>&\d])>\s{0,9}["']?([\w./-]{1,100})/.exec(line)?.[1]).find((name) => name !== undefined)
  return lines.some((line) => /\bcosign\s/.test(line) && (line.includes(text) || (file !== undefined && line.includes(file))))
}

const VERIFIERS = `Sigstore signs for the job's OIDC token without a key (\`cosign sign --yes IMAGE@DIGEST\` with \`id-token: write\`). But everyone who verifies must change with it,
from the key to \`--certificate-identity\` and \`--certificate-oidc-issuer https://token.actions.githubusercontent.com\`, and the public log names the repository: announce
it, sign both ways for a while, then take the key out.`.replaceAll('\n', ' ')
const PRIVATE = ' This repository is not public: think of a Sigstore of your own, or of a key in a cloud\'s KMS that the job reaches by OIDC.'

function plan(uses: readonly Use[], { facts }: Around): readonly Plan[] {
  const hidden = facts.visibility !== undefined && facts.visibility !== 'public'
  return [{ state: 'report', uses, reason: hidden ? VERIFIERS + PRIVATE : VERIFIERS }]
}
