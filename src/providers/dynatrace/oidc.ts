import { advice } from '../../recipes/advice.ts'

export const kept = advice('dynatrace', [
  {
    what: 'A Dynatrace token',
    how: 'An access token with the one scope that the job needs and an end date.',
    variables: /^(?:DT|DYNATRACE)_(?:API_|ACCESS_|PAAS_)?TOKEN$/,
    commands: /live\.dynatrace\.com/,
    names: 'DYNATRACE',
  },
])
