import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('langsmith', [
  {
    what: 'A LangSmith key',
    how: 'A service key for the one workspace with an end date.',
    variables: /^LANG(?:SMITH|CHAIN)_(?:\w{1,40}_)?KEY$/,
    names: 'LANGSMITH LANGCHAIN',
  },
])

export const provider: Provider = {
  id: 'langsmith',
  title: 'LangSmith',
  docs: 'https://docs.langchain.com/langsmith/create-account-api-key',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
