import { advice } from '../../recipes/advice.ts'

export const kept = advice('notion', [
  {
    what: 'A Notion token',
    how: 'An internal integration that is given the one page or database, with the fewest capabilities.',
    variables: /^NOTION_(?:\w{1,40}_)?(?:TOKEN|KEY|SECRET)$/,
    commands: /api\.notion\.com/,
    names: 'NOTION',
  },
])
