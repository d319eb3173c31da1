import { KEEP } from '../../recipes/advice.ts'
import { telling } from '../../recipes/told.ts'

/** The key with which a GitHub App's short-lived tokens are made stays stored. */
export const appKey = telling({
  id: 'github/app-key',
  title: 'Keep the private key of the GitHub App small',
  told: [
    {
      action: 'advice',
      say: `A GitHub App's private key: the tokens that it makes live for an hour, it has no end itself. Give the App only the permissions and repositories that the jobs need; an exchange of OIDC tokens (octo-sts) needs no stored key at all. ${KEEP}`,
      inputs: {
        'actions/create-github-app-token': 'private-key',
        'tibdex/github-app-token': 'private_key',
        'peter-murray/workflow-application-token-action': 'application_private_key',
        'getsentry/action-github-app-token': 'private_key',
      },
      variables: /^(?:GH_|GITHUB_)?APP_PRIVATE_KEY$/,
      names: 'APP_PRIVATE_KEY APP_PEM',
    },
  ],
})
