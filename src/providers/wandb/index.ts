import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('wandb', [
  {
    what: 'A key of Weights & Biases',
    how: 'A service account\'s key for the one team.',
    variables: /^(?:WANDB|WEAVE)_(?:\w{1,40}_)?KEY$/,
    commands: /\bwandb\s+login\b/,
    names: 'WANDB',
  },
])

export const provider: Provider = {
  id: 'wandb',
  title: 'Weights & Biases',
  docs: 'https://docs.wandb.ai/guides/track/environment-variables',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
