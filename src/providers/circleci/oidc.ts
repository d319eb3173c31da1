import { advice } from '../../recipes/advice.ts'

export const kept = advice('circleci', [
  {
    what: 'A CircleCI token',
    how: 'A project token that can only do what the job does, not a person\'s.',
    inputs: { 'circleci-public/trigger-circleci-pipeline-action': 'ccitoken' },
    variables: /^CIRCLE(?:CI)?_(?:\w{1,40}_)?TOKEN$/,
    commands: /circleci\.com\/api|\bcircleci\s.{0,200}--token/i,
    names: 'CIRCLECI CIRCLE',
  },
])
