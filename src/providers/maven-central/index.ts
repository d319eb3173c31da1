import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('maven-central', [
  {
    what: 'A token of Maven Central',
    how: 'A user token of the Central Portal (those of OSSRH are dead), of an account that can publish to the one namespace only; Maven '
      + 'Central has no trusted publishing.',
    inputs: { 'samuelmeuli/action-maven-publish': 'nexus_password nexus_username' },
    variables: /^(?:ORG_GRADLE_PROJECT_)?(?:JRELEASER_)?(?:OSSRH|SONATYPE|MAVEN_?CENTRAL|CENTRAL|CENTRAL_PORTAL|MAVEN|NEXUS)_?(?:\w{1,40}_)?(?:TOKEN|PASSWORD|PASS|PSW|SECRET|TOKEN_PASSWORD)$|^(?:OSSRH|SONATYPE|MAVEN_CENTRAL|CENTRAL)_TOKEN_USER(?:NAME)?$/,
    names: 'OSSRH SONATYPE MAVEN_CENTRAL MAVEN',
  },
])

export const provider: Provider = {
  id: 'maven-central',
  title: 'Maven Central',
  docs: 'https://central.sonatype.org/publish/generate-portal-token/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
