import type { Provider } from '../../provider.ts'
import { told } from './oidc.ts'

export const provider: Provider = {
  id: 'sonarqube',
  title: 'SonarQube',
  docs: 'https://docs.sonarsource.com/sonarqube-cloud/managing-your-account/managing-tokens',
  hosts: [],
  tokens: [],
  migrations: [told],
}
