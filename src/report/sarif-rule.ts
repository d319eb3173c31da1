import type { Judged } from '../finding.ts'
import { isStored } from './telling.ts'

/** The SARIF rule of a finding's kind. Nothing in it depends on the single finding. */
export function sarifRule(judged: Judged): object {
  const { kind, title } = judged.finding
  const { precision, severity, means } = WORTH[worthOf(judged)]
  const name = isStored(judged) ? 'Stored credential in a workflow' : title
  const { steps, after } = isStored(judged) ? REPLACE : REVOKE
  return {
    id: kind,
    shortDescription: { text: name },
    fullDescription: { text: `${name}: ${means}` },
    help: {
      text: `${steps.join(' ')} ${after}`,
      markdown: `${steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}\n\n${after}`,
    },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['security', 'secret'], precision, 'security-severity': severity },
  }
}

interface Help {
  readonly steps: readonly string[]
  readonly after: string
}

const REVOKE: Help = {
  steps: [
    'Revoke the token where it was issued.',
    'Give those who use it a new one from a secret store, or better a credential that lasts for minutes.',
    'Take it out of the file.',
  ],
  after: 'Taking it out of the file alone is not enough, since it stays in the history.',
}

const REPLACE: Help = {
  steps: ['Let `mayfly migrate` rewrite the workflow.', 'Set up the trust that it describes.', 'Delete the stored secret after the first green run.'],
  after: 'What lasts for minutes is of little use to a thief.',
}

type Worth = 'token' | 'format' | 'guess' | 'identifier' | 'stored'

interface Weight {
  /** GitHub: above 9.0 critical, from 7.0 high, from 4.0 medium, below low. */
  readonly severity: string
  readonly precision: 'very-high' | 'high' | 'medium' | 'low'
  readonly means: string
}

const WORTH: Readonly<Record<Worth, Weight>> = {
  token: { severity: '9.5', precision: 'very-high', means: 'whoever can read it can use it.' },
  format: { severity: '7.0', precision: 'high', means: 'whoever can read it may get in where it is used.' },
  guess: { severity: '5.0', precision: 'medium', means: 'it looks like a secret that is in use.' },
  identifier: { severity: '2.0', precision: 'high', means: 'alone it is worth nothing, with its secret half it is a credential.' },
  stored: { severity: '4.0', precision: 'high', means: 'whoever can change the workflow can take it along.' },
}

function worthOf(judged: Judged): Worth {
  const { nature, rank } = judged.finding
  if (isStored(judged)) return 'stored'
  if (nature === 'identifier') return 'identifier'
  return rank === 'provider' ? 'token' : rank
}
