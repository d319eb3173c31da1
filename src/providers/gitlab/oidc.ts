import { advice } from '../../recipes/advice.ts'

export const kept = advice('gitlab', [
  {
    what: 'A GitLab token',
    how: 'A project access token with the fewest scopes and an end date, not a person\'s.',
    variables: /^(?:CI_)?GITLAB_(?:\w{1,40}_)?(?:TOKEN|PAT)$/,
    commands: /gitlab\.com.{0,200}(?:PRIVATE-TOKEN|oauth2:)|(?:PRIVATE-TOKEN|oauth2:).{0,200}gitlab|registry\.gitlab\.com|\bglab\s/i,
    image: /^registry\.gitlab\.com/,
    names: 'GITLAB',
  },
])
