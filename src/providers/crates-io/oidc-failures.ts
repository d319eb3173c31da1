import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What crates.io says, and when: github.com/rust-lang/crates.io/blob/main/src/controllers/trustpub/tokens/exchange
export const failures: readonly Failure[] = [
  {
    said: /does not match the workflow filename `(?<value>[^`]{1,200})`/,
    claim: 'workflow_ref',
    why: 'The crate\'s trusted publisher names another workflow file.',
    mend: 'Name the file of the workflow that runs in the crate\'s settings: with a reusable workflow that is the calling one.',
  },
  {
    said: /does not match the (?:repository owner|namespace) ID \((?<value>\d{1,20})\)/,
    claim: 'repository_owner_id',
    why: 'The repository has another owner than when the trusted publisher was made.',
    mend: 'Make the trusted publisher anew.',
  },
  {
    said: /requires an environment|does not match the environment/,
    claim: 'environment',
    why: 'The crate\'s trusted publisher names an environment, and the job has none or another.',
    mend: 'Put the environment on the job, or take it out of the trusted publisher.',
  },
  {
    said: /No Trusted Publishing config found for repository/,
    why: 'No crate has a trusted publisher with this repository.',
    mend: 'Add one in the settings of each crate that the job publishes.',
  },
  NO_TOKEN,
]
