import type { Command } from './command.ts'

/** What `mayfly scan` takes and tells. */
export const scanHelp: Omit<Command, 'run'> = {
  name: 'scan',
  takes: '[PATH]',
  positionals: 1,
  says: 'finds leaked tokens and judges them by the policy',
  about: [
    'PATH is a folder or a single file, the current folder unless told. Scanned are the files as they stand: what git tracks, and what is untracked and not ignored; or, with one of the first four options, something else.',
    'The policy is .github/token-policy.yml at the top of the repository as it lies on disk, else the default: tokens of a provider block unless the provider says that they are dead. (The App and the Action read the policy of the default branch.)',
    'No secret is ever printed: a token is named by its fingerprint. Nothing leaves this machine unless you say --verify.',
  ],
  options: {
    staged: { says: 'what the next commit would bring: for a pre-commit hook' },
    range: { takes: 'A..B', says: 'each commit that B reaches and A does not, so also a token that was added and removed again' },
    history: { says: 'each commit that any branch, tag or stash reaches, and what lies in the clone that none of them reaches' },
    branch: { takes: 'NAME', says: 'each commit that this branch (or tag, or commit) reaches' },
    since: { takes: 'TIME', says: 'of a history, branch or range: commits that are not older (2026-01-31, "2 weeks ago")' },
    'no-attribution': { says: 'does not ask which commits brought what a whole history has: findings name git\'s objects, and no path is ignored' },
    stdin: { says: 'standard input, as the file that --path names' },
    path: { takes: 'NAME', says: 'the name of what comes by --stdin' },
    'no-cache': { says: 'scans also what an earlier scan of the history has found to be clean, and remembers nothing' },
    'no-decode': { says: 'leaves what stands in base64, or spelled by percent signs, backslashes and the like, as it is; remembers nothing' },
    verify: { says: 'asks the providers whether the tokens work: each token goes to its own provider, once, over TLS' },
    policy: { takes: 'FILE', says: 'judges by this policy instead' },
    format: { takes: 'FORMAT', choices: ['text', 'json', 'jsonl', 'sarif'], says: 'text unless told; json follows schema/report.schema.json' },
    output: { takes: 'FILE', says: 'writes the report there instead of to standard output' },
    'no-color': { says: 'no colours (as NO_COLOR=1; FORCE_COLOR=1 forces them)' },
  },
  examples: [
    { line: 'mayfly scan', says: 'the files below the current folder' },
    { line: 'mayfly scan --staged', says: 'in .git/hooks/pre-commit' },
    { line: 'mayfly scan --range origin/main..HEAD', says: 'what a branch brings' },
    { line: 'mayfly scan --history --format sarif --output mayfly.sarif', says: 'the whole history, for code scanning' },
    { line: 'pbpaste | mayfly scan --stdin --path .env', says: 'what you are about to save' },
  ],
  exits: [
    { code: 0, says: 'nothing is blocked' },
    { code: 1, says: 'the policy blocks a finding' },
    { code: 2, says: 'wrong use, or a malformed policy' },
    { code: 3, says: 'something could not be looked at; the report says what' },
  ],
}
