import { KEEP } from '../../recipes/advice.ts'
import { telling } from '../../recipes/told.ts'

/** Gists belong to a person: neither a job's token nor a GitHub App's writes them. docs.github.com/rest/gists/gists */
export const gist = telling({
  id: 'github/gist',
  title: 'Keep the token that writes a gist small',
  told: [
    {
      action: 'advice',
      say: `A token that writes gists: neither the job's own token nor a GitHub App's can. A fine-grained token of an account of its own that may write gists and nothing else, with an expiry date. ${KEEP}`,
      inputs: { 'schneegans/dynamic-badges-action': 'auth', 'exuanbo/actions-deploy-gist': 'token', 'andymckay/append-gist-action': 'token' },
      variables: /^GIST_(?:\w{1,40}_)?(?:TOKEN|PAT|SECRET)$/,
      commands: /api\.github\.com\/gists|\bgh\s+gist\s/,
      names: 'GIST',
    },
  ],
})
