import { advice } from '../../recipes/advice.ts'

export const kept = advice('supabase', [
  {
    what: 'A Supabase key',
    how: 'The new secret keys can be made one for each use and be switched off alone; never the legacy `service_role` key.',
    variables: /^SUPABASE_(?:SERVICE_ROLE(?:_KEY)?|SECRET_KEY|SERVICE_KEY|KEY)$/,
    names: 'SUPABASE_SERVICE_ROLE',
  },
  {
    what: 'A Supabase token',
    how: 'A user of its own in the one organization; or let Supabase run migrations by its GitHub integration, which needs no secret here.',
    variables: /^SUPABASE_(?:ACCESS_TOKEN|DB_PASSWORD)$/,
    commands: /\bsupabase\s/,
    names: 'SUPABASE',
  },
])
