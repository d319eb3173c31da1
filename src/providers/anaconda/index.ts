import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('anaconda', [
  {
    what: 'An Anaconda.org token',
    how: 'A token with `api:write` for the one channel and an end; conda-forge and prefix.dev publish without a stored token.',
    variables: /^(?:ANACONDA|CONDA|BINSTAR)_(?:\w{1,40}_)?TOKEN$/,
    commands: /\banaconda\s.{0,100}(?:upload|-t\b|--token)/,
    names: 'ANACONDA BINSTAR CONDA',
  },
])

export const provider: Provider = {
  id: 'anaconda',
  title: 'Anaconda.org',
  docs: 'https://www.anaconda.com/docs/tools/anaconda-org/user-guide/work-with-packages',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
