import { callIfAllowed, callMaybe, Refused } from './call.ts'
import type { Client } from './client.ts'

/** The names of the secrets that the repository itself stores; GitHub shows no value to anybody. */
export async function storedSecrets(client: Client): Promise<readonly string[] | undefined> {
  const query = { ...client.repo, per_page: 100 }
  const all = await callIfAllowed('to list stored secrets', () => client.octokit.paginate(client.octokit.rest.actions.listRepoSecrets, query))
  return all?.map(({ name }) => name)
}

export async function deleteSecret(client: Client, name: string): Promise<'deleted' | 'absent' | 'forbidden'> {
  try {
    const answer = await callMaybe('to delete a stored secret', () => client.octokit.rest.actions.deleteRepoSecret({ ...client.repo, secret_name: name }))
    return answer === undefined ? 'absent' : 'deleted'
  } catch (error) {
    if (error instanceof Refused && error.status === 403) return 'forbidden'
    throw error
  }
}
