import type { Readers } from '../hosted.ts'
import { callIfAllowed, callMaybe, Refused } from './call.ts'
import type { Client } from './client.ts'

/** The names of the secrets that the repository, or one of its environments, stores itself; GitHub shows no value to anybody. */
export async function storedSecrets(client: Client, environment_name?: string): Promise<readonly string[] | undefined> {
  const { octokit: { paginate, rest: { actions } }, repo } = client
  const query = { ...repo, per_page: 100 }
  const all = environment_name === undefined
    ? await callIfAllowed('to list stored secrets', () => paginate(actions.listRepoSecrets, query))
    : await callIfAllowed('to list the stored secrets of an environment', () => paginate(actions.listEnvironmentSecrets, { ...query, environment_name }))
  return all?.map(({ name }) => name)
}

export async function deleteSecret(client: Client, { name: secret_name, environment }: { readonly name: string; readonly environment: string | undefined }): Promise<'deleted' | 'absent' | 'forbidden'> {
  const { octokit: { rest: { actions } }, repo } = client
  const which = { ...repo, secret_name }
  try {
    const answer = environment === undefined
      ? await callMaybe('to delete a stored secret', () => actions.deleteRepoSecret(which))
      : await callMaybe('to delete a stored secret of an environment', () => actions.deleteEnvironmentSecret({ ...which, environment_name: environment }))
    return answer === undefined ? 'absent' : 'deleted'
  } catch (error) {
    if (error instanceof Refused && error.status === 403) return 'forbidden'
    throw error
  }
}

/** https://docs.github.com/en/rest/actions/secrets#list-repository-organization-secrets */
export async function sharedSecrets(client: Client): Promise<readonly string[] | undefined> {
  if (client.about.ownerType === 'user') return []
  const { octokit: { paginate, rest: { actions } }, repo } = client
  const all = await callIfAllowed('to list the secrets of the organization', () => paginate(actions.listRepoOrganizationSecrets, { ...repo, per_page: 100 }))
  return all?.map(({ name }) => name)
}

/** https://docs.github.com/en/rest/actions/secrets#get-an-organization-secret */
export async function readersOf(client: Client, secret_name: string): Promise<Readers | undefined> {
  const { octokit: { paginate, rest: { actions } }, about: { owner: org } } = client
  const secret = await callIfAllowed('to read who may read a secret', () => actions.getOrgSecret({ org, secret_name }))
  if (secret === undefined) return undefined
  const { visibility } = secret.data
  if (visibility !== 'selected') return visibility
  const query = { org, secret_name, per_page: 100 }
  const chosen = await callIfAllowed('to list who may read a secret', () => paginate(actions.listSelectedReposForOrgSecret, query))
  return chosen?.map(({ full_name }) => full_name)
}
