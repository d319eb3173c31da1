// A stored secret of which nobody knows who takes it: what holds for every one.
import { codeSpan } from '../../lib/code-span.ts'
import { KEEP } from '../../recipes/advice.ts'
import { isSetting } from '../../recipes/setting.ts'
import type { Flow, Migration, Plan, Use } from '../../workflow.ts'

export const unknown: Migration = {
  id: 'generic/advice',
  title: 'Keep a stored secret small',
  best: 'advice',
  consumes,
  plan: (uses) => [...Map.groupBy(uses, reasonFor)].map(([reason, own]): Plan => ({ state: 'advice', uses: own, reason })),
  retire: () => [],
}

function consumes(flow: Flow): Use | undefined {
  return flow.secret === '*' || isSetting(flow) ? undefined : { flow, as: 'credential', sure: 'left' }
}

function reasonFor({ flow }: Use): string {
  return `${whatOf(flow)} ${KEEP}`
}

const DATABASE = /(?:^|_)(?:DB|DATABASE|POSTGRES\w{0,9}|PG|MYSQL|MONGO\w{0,9}|REDIS|SQL(?:_?SERVER)?|ORACLE)_/
const HOOK = /HOOK/
const CERTIFICATE = /(?:^|_)(?:CERT(?:IFICATE)?|PFX|P12|KEYSTORE|SIGNING)(?:_|$)/

/** What a name and the one who takes it tell, and no more. */
function whatOf(flow: Flow): string {
  const { secret } = flow
  if (DATABASE.test(secret)) {
    return 'A database\'s password. Databases at AWS, Google Cloud and Azure take logins by IAM, which a job gets with OIDC; else use an account of its own with few rights.'
  }
  if (HOOK.test(secret) && !/(?:PASS(?:WORD)?|TOKEN|SECRET|KEY)$/.test(secret)) return 'The address of a hook lets everyone in who knows it: one for each use, and a new one as soon as it was seen.'
  if (CERTIFICATE.test(secret)) return 'A key that signs. A key service (AWS KMS, Azure Key Vault, Google Cloud KMS) can hold it and sign for a job that logs in with OIDC.'
  return `${taker(flow)} is not known to take short-lived credentials. If its provider offers OIDC for GitHub Actions, use it; else the smallest scope and an end within 90 days.`
}

function taker({ to }: Flow): string {
  switch (to.kind) {
    case 'input':
      return `The input ${codeSpan(to.name)} of ${codeSpan(to.step.uses?.name ?? 'an action')}`
    case 'variable':
      return `What reads the variable ${codeSpan(to.name)}`
    case 'container':
      return `The image ${codeSpan(to.image)}`
    case 'call':
      return 'The called workflow'
    case 'command':
    case 'elsewhere':
      break
  }
  return 'The command'
}
