import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const TOKEN = {
  what: 'A token of Maven Central',
  how: 'A user token of the Central Portal (those of OSSRH are dead), of an account that can publish to the one namespace only; Maven '
    + 'Central has no trusted publishing.',
} as const

const kept = advice('maven-central', [
  {
    ...TOKEN,
    inputs: { 'samuelmeuli/action-maven-publish': 'nexus_password nexus_username' },
    variables: new RegExp([
      '^(?:ORG_GRADLE_PROJECT_)?(?:JRELEASER_)?(?:OSSRH|SONATYPE|MAVEN_?CENTRAL|CENTRAL(?:_PORTAL)?)_?(?:\\w{1,40}_)?(?:TOKEN|PASSWORD|PASS|PSW|SECRET)$',
      '^(?:OSSRH|SONATYPE|MAVEN_CENTRAL|CENTRAL)_TOKEN_USER(?:NAME)?$',
    ].join('|')),
    names: 'OSSRH SONATYPE MAVEN_CENTRAL',
  },
  {
    // Names that repositories of all kinds use: only beside Maven Central's own name.
    ...TOKEN,
    variables: /^(?:MAVEN|NEXUS)_(?:\w{1,40}_)?(?:TOKEN|PASSWORD|PASS|PSW|SECRET)$/,
    beside: /ossrh|sonatype|maven-?central|server-id: central|closeAndRelease|publishToMavenCentral/i,
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
