import { advice } from '../../recipes/advice.ts'

export const kept = advice('atlassian', [
  {
    what: 'An Atlassian API token',
    how: 'A service account\'s token with scopes and an end date of at most a year.',
    inputs: { 'atlassian/gajira-login': 'jira_api_token' },
    variables: /^(?:JIRA|CONFLUENCE|ATLASSIAN|BITBUCKET)_(?:\w{1,40}_)?(?:TOKEN|PASSWORD)$/,
    commands: /atlassian\.net|api\.bitbucket\.org/,
    names: 'JIRA CONFLUENCE ATLASSIAN',
  },
])
